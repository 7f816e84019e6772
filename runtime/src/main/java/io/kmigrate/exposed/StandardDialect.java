package io.kmigrate.exposed;

import java.util.List;
import org.jetbrains.exposed.v1.core.Column;
import org.jetbrains.exposed.v1.core.ColumnDiff;
import org.jetbrains.exposed.v1.core.Index;
import org.jetbrains.exposed.v1.core.ReferenceOption;
import org.jetbrains.exposed.v1.core.Table;
import org.jetbrains.exposed.v1.core.vendors.DataTypeProvider;
import org.jetbrains.exposed.v1.core.vendors.DatabaseDialect;
import org.jetbrains.exposed.v1.core.vendors.FunctionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL as Exposed understands it: none of its vendors, so none of its vendor branches. It renders
 * expressions and types; statements are our dialects'.
 */
final class StandardDialect implements DatabaseDialect {
    private final DataTypeProvider types = new Types();
    private final FunctionProvider functions = new Functions();

    @Override
    public String getName() {
        return "standard";
    }

    @Override
    public DataTypeProvider getDataTypeProvider() {
        return types;
    }

    @Override
    public FunctionProvider getFunctionProvider() {
        return functions;
    }

    /** A key that names no action has none; Exposed's own default is RESTRICT on some databases. */
    @Override
    public ReferenceOption getDefaultReferenceOption() {
        return ReferenceOption.NO_ACTION;
    }

    @Override
    public boolean getSupportsMultipleGeneratedKeys() {
        return false;
    }

    @Override
    public String createIndex(Index index) {
        throw noStatements();
    }

    @Override
    public String dropIndex(String tableName, String indexName, boolean isUnique, boolean isPartialOrFunctional) {
        throw noStatements();
    }

    @Override
    public List<String> modifyColumn(Column<?> column, ColumnDiff columnDiff) {
        throw noStatements();
    }

    @Override
    public String addPrimaryKey(Table table, @Nullable String pkName, Column<?>... pkColumns) {
        throw noStatements();
    }

    private static UnsupportedOperationException noStatements() {
        return new UnsupportedOperationException("Exposed renders none of our statements");
    }

    private static final class Types extends DataTypeProvider {
        @Override
        public String binaryType() {
            return "BLOB";
        }

        @Override
        public String jsonBType() {
            return "JSONB";
        }

        @Override
        public String dateTimeType() {
            return "TIMESTAMP";
        }

        @Override
        public String hexToDb(String hexString) {
            return "X'" + hexString + "'";
        }
    }

    private static final class Functions extends FunctionProvider {}
}
