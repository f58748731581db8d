package org.imageinventory.chaos;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processes of one round. Compares the requests of each process with what the process before it had done. */
final class Attempts {

    /** The number of images that the sweep looks up in one transaction. */
    private static final int QUESTIONS_A_CHUNK = 10;

    private final Act act;
    private final int pagesOfAChunk;
    private final Score score;
    private @Nullable Attempt last;
    private @Nullable Blow lastBlow;

    /**
     * Creates an empty list of attempts.
     *
     * @param pagesOfAChunk how many pages a process may have requested but not written: the pages of a chunk that
     *     begins with the last image of a page, and the pages read ahead of it
     */
    Attempts(Act act, int pagesOfAChunk, Score score) {
        this.act = act;
        this.pagesOfAChunk = pagesOfAChunk;
        this.score = score;
    }

    /**
     * Adds an attempt and compares it with the one before it.
     *
     * @param blow what ended the process; null if the process ended by itself
     * @param now the state in which it left the run
     */
    void add(Attempt attempt, @Nullable Blow blow, Standing now, CharSequence story) {
        var before = last;
        var from = attempt.from();
        if (before != null && !from.ended() && from.run() == now.run()) {
            score.resumed();
            act.products().stream()
                    .filter(from.walks()::containsKey)
                    .forEach(product -> compare(product, before, attempt, story));
        }
        last = attempt;
        lastBlow = blow;
    }

    /**
     * Counts the pages that were requested twice. A pass that was read to its end is evaluated without further
     * requests, so the requests after it belong to the next pass.
     */
    private int pagesAgain(Set<Integer> before, Set<Integer> after) {
        var pages = common(before, after);
        return pages > pagesOfAChunk && before.containsAll(after) ? 0 : pages;
    }

    private void compare(String product, Attempt before, Attempt after, CharSequence story) {
        var from = after.from();
        if (from.isComplete(product) && after.listed(product)) {
            score.difference(story + " " + product + " was complete and is walked again");
        }
        var pass = from.nextPass(product);
        var pages = pagesAgain(before.pages(product, pass), after.pages(product, pass));
        if (lastBlow == Blow.CRASH) {
            score.pagesAfterCrash(pages);
        } else {
            score.pagesAgain(pages);
            if (pages > pagesOfAChunk) {
                score.difference(story + " " + product + ": " + pages + " pages requested again");
            }
        }
        var questions = common(before.questions(product), after.questions(product));
        score.questionsAgain(questions);
        if (questions > QUESTIONS_A_CHUNK) {
            score.difference(story + " " + product + ": " + questions + " lookups again");
        }
    }

    private static <T> int common(Set<T> some, Set<T> others) {
        var common = new HashSet<>(some);
        common.retainAll(others);
        return common.size();
    }
}
