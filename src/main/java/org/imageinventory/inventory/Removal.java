package org.imageinventory.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes rows and counts them by table. In a dry run it only counts them. */
final class Removal {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final boolean dryRun;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    Removal(JdbcClient jdbc, TransactionTemplate transaction, boolean dryRun) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.dryRun = dryRun;
    }

    Map<String, Long> rows() {
        return rows;
    }

    /** Runs a part of the removal in a transaction that may delete from history. */
    <T> T inTransaction(Supplier<T> part) {
        return transaction.execute(status -> {
            if (!dryRun) {
                jdbc.sql("SET LOCAL inventory.pruning = 'on'").update();
            }
            return part.get();
        });
    }

    /**
     * Removes a table's rows.
     *
     * @param table the table with its schema
     * @param condition on a row {@code t}; rows that were removed before must not change its result
     */
    void remove(String table, String condition, Map<String, ?> parameters) {
        var from = " FROM " + table + " t WHERE " + condition;
        var count = dryRun
                ? jdbc.sql("SELECT count(*)" + from)
                        .params(parameters)
                        .query(Long.class)
                        .single()
                : Long.valueOf(jdbc.sql("DELETE" + from).params(parameters).update());
        rows.merge(table, count, Long::sum);
    }
}
