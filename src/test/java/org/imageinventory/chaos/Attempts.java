package org.imageinventory.chaos;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The processes of one round: holds what each asked the API for against what the one before it had done. */
final class Attempts {

    /** Images that are asked for by their ids in one transaction of the sweep. */
    private static final int QUESTIONS_A_CHUNK = 10;

    private final Act act;
    private final int pagesOfAChunk;
    private final Score score;
    private @Nullable Attempt last;
    private @Nullable Blow lastBlow;

    /**
     * @param pagesOfAChunk that a process may have asked for without having them written: those of a chunk that begins on
     *     the last image of a page, and those read ahead of it
     */
    Attempts(Act act, int pagesOfAChunk, Score score) {
        this.act = act;
        this.pagesOfAChunk = pagesOfAChunk;
        this.score = score;
    }

    /**
     * @param blow that ended it; null if it came to its end
     * @param now where it left the run
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

    /** A pass that was read to its end is judged without asking: what is then asked for is the next one. */
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
                score.difference(story + " " + product + ": " + pages + " pages again");
            }
        }
        var questions = common(before.questions(product), after.questions(product));
        score.questionsAgain(questions);
        if (questions > QUESTIONS_A_CHUNK) {
            score.difference(story + " " + product + ": " + questions + " questions again");
        }
    }

    private static <T> int common(Set<T> some, Set<T> others) {
        var common = new HashSet<>(some);
        common.retainAll(others);
        return common.size();
    }
}
