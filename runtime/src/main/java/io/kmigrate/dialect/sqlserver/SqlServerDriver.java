package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.ServerAddress;
import io.kmigrate.dialect.ServerDriver;
import java.util.List;

/** Microsoft's driver. */
final class SqlServerDriver extends ServerDriver {
    SqlServerDriver() {
        super(1433);
    }

    @Override
    public String subprotocol() {
        return "sqlserver";
    }

    @Override
    public String className() {
        return "com.microsoft.sqlserver.jdbc.SQLServerDriver";
    }

    @Override
    public String artifact() {
        return "com.microsoft.sqlserver:mssql-jdbc";
    }

    @Override
    public List<String> schemes() {
        return List.of("sqlserver", "mssql");
    }

    /** Its driver wants all but the host as properties; braces around a value keep what would end it. */
    @Override
    protected String location(ServerAddress address) {
        String database = ServerAddress.percentDecoded(address.database());
        String properties = database.isEmpty() ? "" : ";databaseName={" + database.replace("}", "}}") + "}";
        if (!address.parameters().isEmpty()) {
            properties += ";" + address.parameters().substring(1).replace('&', ';');
        }
        return "//" + address.hosts() + properties;
    }
}
