CREATE TABLE [boxes] (
    [width] INT NOT NULL,
    [height] INT NOT NULL,
    [area] AS (width * height) PERSISTED
);
GO
