DROP SEQUENCE [invoice_numbers];
GO
