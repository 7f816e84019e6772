CREATE TABLE [every_type] (
    [c_int8] SMALLINT NOT NULL,
    [c_int16] SMALLINT NOT NULL,
    [c_int32] INT NOT NULL,
    [c_int64] BIGINT NOT NULL,
    [c_decimal] DECIMAL(10, 2) NULL,
    [c_float32] REAL NULL,
    [c_float64] FLOAT NULL,
    [c_boolean] BIT NULL,
    [c_char] NCHAR(3) NULL,
    [c_varchar] NVARCHAR(50) NULL,
    [c_text] NVARCHAR(MAX) NULL,
    [c_binary] VARBINARY(16) NULL,
    [c_blob] VARBINARY(MAX) NULL,
    [c_uuid] UNIQUEIDENTIFIER NULL,
    [c_date] DATE NULL,
    [c_time] TIME NULL,
    [c_timestamp] DATETIME2 NULL,
    [c_timestamptz] DATETIMEOFFSET NULL,
    [c_json] NVARCHAR(MAX) NULL,
    PRIMARY KEY ([c_int32], [c_int8])
);
GO
