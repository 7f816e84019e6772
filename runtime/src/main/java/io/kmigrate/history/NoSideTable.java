package io.kmigrate.history;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** No other tool has a table here. */
enum NoSideTable implements SideTable {
    NONE;

    @Override
    public void require(Collection<Revision> applied) {}

    @Override
    public Optional<Table> table(Dialect dialect) {
        return Optional.empty();
    }

    @Override
    public List<String> statements(SideChange change, Dialect dialect) {
        return List.of();
    }
}
