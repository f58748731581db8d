package org.imageinventory.chaos;

import java.util.ArrayList;
import java.util.List;

/** The totals of a sequence of plays. */
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

    /** Counts a process that ended before its moment. */
    void endedBefore() {
        missed++;
    }

    void resumed() {
        resumes++;
    }

    /** Counts pages of a scope that were requested twice. */
    void pagesAgain(int pages) {
        pagesAgain += pages;
        mostPagesAgain = Math.max(mostPagesAgain, pages);
    }

    void questionsAgain(int questions) {
        questionsAgain += questions;
    }

    /** Counts pages that were requested twice because the sightings were lost in PostgreSQL's crash. */
    void pagesAfterCrash(int pages) {
        pagesAfterCrash += pages;
    }

    void difference(String what) {
        System.out.println("difference: " + what);
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
        return ("%d rounds: %d kills, %d stops, %d crashes of PostgreSQL, %d ended before; %d resumes;"
                        + " %d pages fetched twice, at most %d per scope and kill, %d after crashes;"
                        + " %d images looked up twice; %d differences; %.1f s per interruption")
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
