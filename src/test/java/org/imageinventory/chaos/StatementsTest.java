package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imageinventory.testing.Boundary;
import org.imageinventory.testing.Boundary.Side;
import org.imageinventory.testing.StatementProxy.Sent;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private final List<Sent> sent = new ArrayList<>();

    @Test
    void commitsOfWhatWasOnlyReadAreLeftOut() {
        send(1, "BEGIN", "SELECT 1", "COMMIT", "BEGIN", "INSERT INTO a", "COMMIT");

        assertThat(new Statements(sent).commits())
                .containsExactly(new Boundary("COMMIT", 2, Side.BEFORE), new Boundary("COMMIT", 2, Side.AFTER));
    }

    @Test
    void eachConnectionHasItsOwnTransaction() {
        send(1, "BEGIN", "INSERT INTO a");
        send(2, "BEGIN", "SELECT 1", "COMMIT");
        send(1, "COMMIT");

        assertThat(new Statements(sent).commits())
                .extracting(Boundary::occurrence)
                .containsOnly(2);
    }

    @Test
    void aWriteWithoutATransactionIsACommit() {
        send(1, "UPDATE a", "BEGIN", "SELECT 1", "COMMIT");

        assertThat(new Statements(sent).commits()).extracting(Boundary::sql).containsOnly("UPDATE a");
    }

    @Test
    void allAreBeforeEachStatementAndAfterEachThatWrites() {
        send(1, "BEGIN", "INSERT INTO a", "COMMIT");

        assertThat(new Statements(sent).boundaries())
                .extracting(boundary -> boundary.side() + " " + boundary.sql())
                .containsExactly(
                        "BEFORE BEGIN", "BEFORE INSERT INTO a", "AFTER INSERT INTO a", "BEFORE COMMIT", "AFTER COMMIT");
    }

    @Test
    void theCommitOfAStatementIsTheFirstAfterIt() {
        send(1, "BEGIN", "SELECT 1", "COMMIT", "BEGIN", "INSERT INTO a", "INSERT INTO b", "COMMIT");

        assertThat(new Statements(sent).commitOf("SELECT", "INSERT INTO a"))
                .isEqualTo(new Boundary("COMMIT", 2, Side.AFTER));
    }

    private void send(int connection, String... statements) {
        for (var sql : statements) {
            var earlier =
                    sent.stream().filter(one -> one.before().sql().equals(sql)).count();
            sent.add(new Sent(connection, new Boundary(sql, (int) earlier + 1, Side.BEFORE)));
        }
    }
}
