package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The driver of a server whose URLs say {@code //user:password@host:port/database?parameters}. To implement: name the
 * driver, and override {@link #location} where its JDBC URLs are written another way.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class ServerDriver implements JdbcDriver {
    private final int defaultPort;

    protected ServerDriver(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** What follows the subprotocol in the JDBC URL for an address. */
    protected String location(ServerAddress address) {
        return address.location();
    }

    /** Whether user and password are read from a JDBC URL; if not, the URL is left to the driver. */
    protected boolean isReadable(String address) {
        return false;
    }

    @Override
    public DatabaseUrl read(String url, String rest) {
        ServerAddress address = address(url, rest);
        return DatabaseUrl.ofServer(this, address, location(address), defaultPort);
    }

    @Override
    public DatabaseUrl readJdbc(String url, String address) {
        if (!address.startsWith("//") || !isReadable(address)) {
            return DatabaseUrl.ofJdbc(this, address);
        }
        ServerAddress parsed = address(url, address);
        return DatabaseUrl.ofServer(this, parsed, parsed.location(), defaultPort);
    }

    private static ServerAddress address(String url, String text) {
        return ServerAddress.parse(text)
                .orElseThrow(() -> DatabaseUrl.malformed(url, "its host and port cannot be told apart"));
    }

    @Override
    public boolean isServer() {
        return true;
    }
}
