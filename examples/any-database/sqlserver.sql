-- SQL for sqlserver, written by Kmigrate. Stop at the first error: sqlcmd -b -x -I -f 65001 -i FILE
SET XACT_ABORT ON;
SET QUOTED_IDENTIFIER ON;
GO

-- the version and history tables
BEGIN TRANSACTION;
GO
IF OBJECT_ID(N'[migrate_version]', N'U') IS NULL
BEGIN
CREATE TABLE [migrate_version] (
    [version_num] NVARCHAR(255) NOT NULL,
    PRIMARY KEY ([version_num])
);
END;
GO
IF OBJECT_ID(N'[migrate_history]', N'U') IS NULL
BEGIN
CREATE TABLE [migrate_history] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [revision] NVARCHAR(255) NOT NULL,
    [direction] NVARCHAR(255) NOT NULL,
    [message] NVARCHAR(255) NULL,
    [checksum] NVARCHAR(255) NULL,
    [fingerprint] NVARCHAR(255) NULL,
    [operations] NVARCHAR(MAX) NULL,
    [parents] NVARCHAR(2000) NULL,
    [tag] NVARCHAR(255) NULL,
    [applied_by] NVARCHAR(255) NOT NULL,
    [host] NVARCHAR(255) NOT NULL,
    [tool_version] NVARCHAR(255) NOT NULL,
    [started_at] DATETIMEOFFSET NOT NULL,
    [duration_ms] BIGINT NOT NULL,
    [operations_done] INT NOT NULL,
    [outcome] NVARCHAR(255) NOT NULL,
    PRIMARY KEY ([id])
);
END;
GO
COMMIT TRANSACTION;
GO

-- upgrade base -> 6a0d3e91c7b4: 6a0d3e91c7b4 "create items and locations"
BEGIN TRANSACTION;
GO
CREATE TABLE [items] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [sku] NVARCHAR(32) NOT NULL,
    [name] NVARCHAR(120) NOT NULL,
    [price] DECIMAL(10, 2) NOT NULL CONSTRAINT [DF_items_price] DEFAULT 0,
    [opening_stock] INT NOT NULL CONSTRAINT [DF_items_opening_stock] DEFAULT 0,
    [added_on] DATE NOT NULL,
    PRIMARY KEY ([id])
);
GO
CREATE UNIQUE INDEX [ux_items_sku] ON [items] ([sku]);
GO
CREATE TABLE [locations] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [name] NVARCHAR(80) NOT NULL,
    [active] BIT NOT NULL CONSTRAINT [DF_locations_active] DEFAULT 1,
    PRIMARY KEY ([id])
);
GO
CREATE UNIQUE INDEX [ux_locations_name] ON [locations] ([name]);
GO
INSERT INTO [locations] ([name], [active]) VALUES
    (N'Cellar', 1),
    (N'Shop', 1);
GO
INSERT INTO [items] ([sku], [name], [price], [opening_stock], [added_on]) VALUES
    (N'BK-001', N'Field notebook', 6.50, 120, N'2025-04-01'),
    (N'PN-014', N'Fountain pen, “Öresund”', 89.00, 8, N'2025-04-01');
GO
INSERT INTO [items] ([sku], [name], [price], [added_on]) VALUES
    (N'IN-203', N'Ink, 50 ml', 12.90, N'2025-04-02');
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'6a0d3e91c7b4');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'6a0d3e91c7b4', N'up', N'create items and locations', N'13bdc715b760b6766179ae840c9f0e3960c800f6d167a24971b91233419198a9', N'59b-339693e4', N'createTable(table: items, columns: [{name: id, type: int64, autoIncrement: true}, {name: sku, type: varchar(32)}, {name: name, type: varchar(120)}, {name: price, type: decimal(10,2), default: 0}, {name: opening_stock, type: int32, default: 0}, {name: added_on, type: date}], primaryKey: {columns: [id]})
createIndex(name: ux_items_sku, table: items, columns: [sku], unique: true)
createTable(table: locations, columns: [{name: id, type: int64, autoIncrement: true}, {name: name, type: varchar(80)}, {name: active, type: boolean, default: true}], primaryKey: {columns: [id]})
createIndex(name: ux_locations_name, table: locations, columns: [name], unique: true)
bulkInsert(table: locations, rows: [{name: Cellar, active: true}, {name: Shop, active: true}])
bulkInsert(table: items, rows: [{sku: BK-001, name: Field notebook, price: 6.50, opening_stock: 120, added_on: 2025-04-01}, {sku: PN-014, name: Fountain pen, “Öresund”, price: 89.00, opening_stock: 8, added_on: 2025-04-01}, {sku: IN-203, name: Ink, 50 ml, price: 12.90, added_on: 2025-04-02}])', N'base', NULL, N'<user>', N'<host>', N'<version>', SYSDATETIMEOFFSET(), 0, 6, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade 6a0d3e91c7b4 -> b8f27c50e1d6: b8f27c50e1d6 "create movements"
BEGIN TRANSACTION;
GO
CREATE TABLE [movements] (
    [id] BIGINT IDENTITY(1,1) NOT NULL,
    [item_id] BIGINT NOT NULL,
    [location_id] BIGINT NOT NULL,
    [quantity] INT NOT NULL,
    [moved_at] DATETIME2 NOT NULL,
    PRIMARY KEY ([id]),
    CONSTRAINT [ck_movements_quantity] CHECK (quantity <> 0),
    CONSTRAINT [fk_movements_item] FOREIGN KEY ([item_id]) REFERENCES [items] ([id]),
    CONSTRAINT [fk_movements_location] FOREIGN KEY ([location_id]) REFERENCES [locations] ([id])
);
GO
CREATE INDEX [ix_movements_moved_at] ON [movements] ([moved_at]);
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'6a0d3e91c7b4';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'b8f27c50e1d6');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'b8f27c50e1d6', N'up', N'create movements', N'c8658cbf673da2d2dc2573e69dba7c2164c1e770da79171cabf911dbb30a2a34', N'225-a5cce3d5', N'createTable(table: movements, columns: [{name: id, type: int64, autoIncrement: true}, {name: item_id, type: int64}, {name: location_id, type: int64}, {name: quantity, type: int32}, {name: moved_at, type: timestamp}], primaryKey: {columns: [id]}, checkConstraints: [{name: ck_movements_quantity, condition: quantity <> 0}], foreignKeys: [{name: fk_movements_item, columns: [item_id], referencedTable: items, referencedColumns: [id]}, {name: fk_movements_location, columns: [location_id], referencedTable: locations, referencedColumns: [id]}])
createIndex(name: ix_movements_moved_at, table: movements, columns: [moved_at])', N'6a0d3e91c7b4', NULL, N'<user>', N'<host>', N'<version>', SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO

-- upgrade b8f27c50e1d6 -> d41e96a7053f: d41e96a7053f "opening stock becomes movements"
BEGIN TRANSACTION;
GO
-- data: move the opening stock into the cellar
insert into movements (item_id, location_id, quantity, moved_at) select id, 1, opening_stock, '2025-01-01' from items where opening_stock <> 0;
GO
DECLARE @name nvarchar(258) = (SELECT QUOTENAME(d.name) FROM sys.default_constraints d
    WHERE d.parent_object_id = OBJECT_ID(N'[items]')
    AND d.parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[items]'), N'opening_stock', 'ColumnId'));
IF @name IS NOT NULL EXEC (N'ALTER TABLE [items] DROP CONSTRAINT ' + @name);
GO
ALTER TABLE [items] DROP COLUMN [opening_stock];
GO
DELETE FROM [migrate_version] WHERE [version_num] = N'b8f27c50e1d6';
GO
INSERT INTO [migrate_version] ([version_num]) VALUES
    (N'd41e96a7053f');
GO
INSERT INTO [migrate_history] ([revision], [direction], [message], [checksum], [fingerprint], [operations], [parents], [tag], [applied_by], [host], [tool_version], [started_at], [duration_ms], [operations_done], [outcome]) VALUES (N'd41e96a7053f', N'up', N'opening stock becomes movements', N'cee131fdf027f39e2c55130b186c0502484d8071bfb2a1be762ae7c5f06f09d6', N'6af-fcdf52ab', N'data(description: move the opening stock into the cellar)
dropColumn(table: items, column: opening_stock)', N'b8f27c50e1d6', NULL, N'<user>', N'<host>', N'<version>', SYSDATETIMEOFFSET(), 0, 2, N'done');
GO
COMMIT TRANSACTION;
GO
