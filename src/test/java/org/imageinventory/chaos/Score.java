package org.imageinventory.chaos;

import java.util.ArrayList;
import java.util.List;

/** What a sequence of plays has come to. */
final class Score {

    private final long start = System.nanoTime();
    private final List<String> differences = new ArrayList<>();
    private int rounds;
    private int kills;
    private int stops;
    private int crashes;
    private int missed;
    private int resumes;
    private int pagesAgain;
    private int mostPagesAgain;
    private int questionsAgain;
    private int pagesAfterCrash;

    void round() {
        rounds++;
    }

    void struck(Blow blow) {
        switch (blow) {
            case KILL -> kills++;
            case STOP -> stops++;
            case CRASH -> crashes++;
        }
    }

    /** A process ended before its moment came. */
    void endedBefore() {
        missed++;
    }

    void resumed() {
        resumes++;
    }

    /** Pages of a scope that were asked for twice. */
    void pagesAgain(int pages) {
        pagesAgain += pages;
        mostPagesAgain = Math.max(mostPagesAgain, pages);
    }

    void questionsAgain(int questions) {
        questionsAgain += questions;
    }

    /** Pages that were asked for twice because the sightings did not outlive PostgreSQL's crash. */
    void pagesAfterCrash(int pages) {
        pagesAfterCrash += pages;
    }

    void difference(String what) {
        System.out.println("a difference: " + what);
        differences.add(what);
    }

    int blows() {
        return kills + stops + crashes;
    }

    int resumes() {
        return resumes;
    }

    int rounds() {
        return rounds;
    }

    int missed() {
        return missed;
    }

    List<String> differences() {
        return differences;
    }

    @Override
    public String toString() {
        return ("%d rounds: %d kills, %d stops, %d crashes of PostgreSQL, %d ended before; %d resumes; fetched twice %d pages,"
                        + " at most %d a scope and kill, and %d after crashes; asked twice for %d images; %d differences; %.1f s a blow")
                .formatted(
                        rounds,
                        kills,
                        stops,
                        crashes,
                        missed,
                        resumes,
                        pagesAgain,
                        mostPagesAgain,
                        pagesAfterCrash,
                        questionsAgain,
                        differences.size(),
                        (System.nanoTime() - start) / 1e9 / Math.max(1, blows()));
    }
}
