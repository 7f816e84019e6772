CREATE TABLE [defaults] (
    [d_text] NVARCHAR(20) NOT NULL CONSTRAINT [DF_defaults_d_text] DEFAULT N'it''s',
    [d_empty] NVARCHAR(MAX) NOT NULL CONSTRAINT [DF_defaults_d_empty] DEFAULT N'',
    [d_int] INT NOT NULL CONSTRAINT [DF_defaults_d_int] DEFAULT -5,
    [d_boolean] BIT NOT NULL CONSTRAINT [DF_defaults_d_boolean] DEFAULT 0,
    [d_moment] DATETIME2 NOT NULL CONSTRAINT [DF_defaults_d_moment] DEFAULT CURRENT_TIMESTAMP,
    [d_computed] NVARCHAR(MAX) NOT NULL CONSTRAINT [DF_defaults_d_computed] DEFAULT lower('A')
);
GO
