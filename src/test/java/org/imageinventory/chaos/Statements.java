package org.imageinventory.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imageinventory.testing.Boundary;
import org.imageinventory.testing.Boundary.Side;
import org.imageinventory.testing.StatementProxy.Sent;

/** The statements of one run, in order. */
record Statements(List<Sent> sent) {

    private static final String COMMIT = "COMMIT";

    /** Statements that only read, or only set something for a session or transaction. Other sessions see no change. */
    private static final List<String> TRACELESS = List.of(
            "SELECT", "select", "SHOW", "SET", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "/*NO LOAD BALANCE*/");

    /** Returns the boundaries before each statement, and after each statement that writes or commits. */
    List<Boundary> boundaries() {
        return sent.stream()
                .map(Sent::before)
                .flatMap(before -> isTraceless(before) ? Stream.of(before) : Stream.of(before, after(before)))
                .toList();
    }

    /**
     * Returns the boundaries before and after each commit that changes something. Only commits determine what a killed
     * process leaves in the tables. Within a transaction, the result is the same wherever the process is killed.
     */
    List<Boundary> commits() {
        var found = new ArrayList<Boundary>();
        var open = new HashSet<Integer>();
        var writing = new HashSet<Integer>();
        for (var statement : sent) {
            var before = statement.before();
            var connection = statement.connection();
            var commits = before.sql().equals(COMMIT) ? writing.remove(connection) : !open.contains(connection);
            if (commits && !isTraceless(before)) {
                found.addAll(List.of(before, after(before)));
            } else if (!isTraceless(before)) {
                writing.add(connection);
            }
            switch (before.sql()) {
                case "BEGIN" -> open.add(connection);
                case COMMIT, "ROLLBACK" -> {
                    open.remove(connection);
                    writing.remove(connection);
                }
                default -> {}
            }
        }
        return found;
    }

    /** Returns boundaries that the random numbers select. */
    List<Boundary> some(Random random, int number) {
        var shuffled = new ArrayList<>(boundaries());
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(number, shuffled.size()));
    }

    /** Returns the boundaries before each statement with this beginning. */
    List<Boundary> before(String beginning) {
        return sent.stream()
                .map(Sent::before)
                .filter(before -> before.sql().startsWith(beginning))
                .toList();
    }

    /** Returns the boundary after a commit: the first commit after statements with these beginnings, in this order. */
    Boundary commitOf(String... beginnings) {
        var index = 0;
        for (var beginning : beginnings) {
            index = next(index, beginning);
        }
        return after(sent.get(next(index, COMMIT)).before());
    }

    private int next(int from, String beginning) {
        for (var i = from; i < sent.size(); i++) {
            if (sent.get(i).before().sql().startsWith(beginning)) {
                return i;
            }
        }
        throw new IllegalStateException("The run sends no statement that begins with: " + beginning);
    }

    private static boolean isTraceless(Boundary before) {
        return TRACELESS.stream().anyMatch(before.sql()::startsWith);
    }

    private static Boundary after(Boundary before) {
        return new Boundary(before.sql(), before.occurrence(), Side.AFTER);
    }
}
