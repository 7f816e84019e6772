package io.kmigrate.exposed;

import kotlin.Unit;
import org.jetbrains.exposed.v1.core.DatabaseApi;
import org.jetbrains.exposed.v1.core.DatabaseConfig;
import org.jetbrains.exposed.v1.core.Version;
import org.jetbrains.exposed.v1.core.statements.api.IdentifierManagerApi;
import org.jetbrains.exposed.v1.core.vendors.DatabaseDialect;

/** A database that is only a dialect: it is never registered with Exposed and has no connection. */
final class StandardDatabase extends DatabaseApi {
    private final DatabaseDialect dialect = new StandardDialect();
    private final IdentifierManagerApi names = new StandardNames();

    StandardDatabase() {
        super("standard", config());
    }

    private static DatabaseConfig config() {
        return DatabaseConfig.Companion.invoke(builder -> {
            builder.setPreserveIdentifierCasing(true);
            return Unit.INSTANCE;
        });
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public String getVendor() {
        return "standard";
    }

    @Override
    public DatabaseDialect getDialect() {
        return dialect;
    }

    @Override
    public String getDialectMode() {
        return "";
    }

    @Override
    public Version getVersion() {
        return new Version(1, 0, 0);
    }

    @Override
    public String getFullVersion() {
        return "1.0.0";
    }

    @Override
    public boolean getSupportsAlterTableWithAddColumn() {
        return true;
    }

    @Override
    public boolean getSupportsAlterTableWithDropColumn() {
        return true;
    }

    @Override
    public boolean getSupportsMultipleResultSets() {
        return false;
    }

    @Override
    public boolean getSupportsSelectForUpdate() {
        return false;
    }

    @Override
    public IdentifierManagerApi getIdentifierManager() {
        return names;
    }
}
