import com.acme.Names

revision = "a1"
message = "towns"

upgrade { createTable(Names.TOWNS) { integer("id") } }

downgrade { dropTable(Names.TOWNS) }
