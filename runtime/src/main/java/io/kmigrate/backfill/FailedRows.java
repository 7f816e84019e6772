package io.kmigrate.backfill;

import io.kmigrate.backfill.BackfillErrors.Failed;
import io.kmigrate.failure.Causes;
import java.util.ArrayList;
import java.util.List;

/** Tries the rows of a backfill again that were left out, each in a transaction of its own. */
record FailedRows(BackfillTools tools, BatchWork work, Commits commits, BatchFailures failures) {
    /** Those that failed again. */
    List<Failed> retry() throws Exception {
        List<Failed> again = new ArrayList<>();
        for (Failed row : tools.errors().read(tools.connection().jdbc(), commits.checkpoint())) {
            try {
                retry(row);
            } catch (Exception failed) {
                if (!failures.isConflict(failed) && !failures.isOfRow(failed)) {
                    throw failed;
                }
                String reason = tools.mask().apply(String.valueOf(Causes.message(failed)));
                again.add(new Failed(row.id(), row.key(), reason));
            }
        }
        return again;
    }

    private void retry(Failed row) throws Exception {
        commits.begin();
        try {
            long changed = work.changeAt(KeyText.read(row.key()));
            tools.bookkeeping()
                    .run(() -> tools.errors().remove(tools.connection().jdbc(), row));
            commits.commit(commits.checkpoint().retried(changed));
        } catch (Exception failed) {
            commits.rollback(failed);
            throw failed;
        }
    }
}
