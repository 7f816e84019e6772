package inventory

import org.jetbrains.exposed.v1.jdbc.Database

/** Where the application's database is: the one place that knows. */
object Connection {
    /** The URL that `INVENTORY_DB` and the settings of that database ask for. */
    fun connectionUrl(): String =
        when (val kind = System.getenv("INVENTORY_DB") ?: "sqlite") {
            "sqlite" -> "jdbc:sqlite:inventory.db"
            "h2" -> "jdbc:h2:./inventory;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            "postgresql" -> server(kind, "POSTGRES", 5432) + login("POSTGRES", "postgres")
            "mariadb" -> server(kind, "MARIADB", 3306) + login("MARIADB", "root")
            "sqlserver" ->
                "jdbc:sqlserver://${setting("SQLSERVER_HOST", "localhost")};databaseName=inventory"
            else -> error("INVENTORY_DB cannot be \"$kind\"")
        }

    /** How the application itself connects. */
    fun connect(): Database = Database.connect(connectionUrl())

    private fun server(kind: String, prefix: String, port: Int): String {
        val host = setting("${prefix}_HOST", "127.0.0.1")
        val database = setting("${prefix}_DATABASE", "inventory")
        return "jdbc:$kind://$host:${setting("${prefix}_PORT", "$port")}/$database"
    }

    private fun login(prefix: String, user: String): String =
        "?user=${setting("${prefix}_USER", user)}" +
            System.getenv("${prefix}_PASSWORD")?.let { "&password=$it" }.orEmpty()

    private fun setting(name: String, byDefault: String): String =
        System.getenv(name)?.takeIf { it.isNotEmpty() } ?: byDefault
}
