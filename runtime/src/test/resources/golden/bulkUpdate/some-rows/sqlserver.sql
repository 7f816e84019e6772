UPDATE [users] SET [email] = N'it''s', [age] = NULL, [active] = 0 WHERE age > 3 -- older
;
GO
