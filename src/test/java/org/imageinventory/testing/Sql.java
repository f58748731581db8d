package org.imageinventory.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Simple statements on a test's database. */
public final class Sql {

    private final DataSource database;

    private Sql(DataSource database) {
        this.database = database;
    }

    public static Sql on(PostgresDatabase database) {
        return on(database.dataSource());
    }

    public static Sql on(DataSource database) {
        return new Sql(database);
    }

    /** Runs statements in one transaction. */
    public void run(String... statements) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Returns a query's rows, with bars between their columns. */
    public List<String> rows(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var columns = rows.getMetaData().getColumnCount();
            var lines = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Opens a connection for the test. */
    public Connection connect() throws SQLException {
        return database.getConnection();
    }
}
