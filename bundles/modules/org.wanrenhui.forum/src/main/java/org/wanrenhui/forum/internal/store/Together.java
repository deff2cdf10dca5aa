package org.wanrenhui.forum.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Does what many threads ask for at the same time in one go: whoever finds nobody at work takes along all that waits, the
 * others get their results from it. Whoever asks alone waits for nobody. The cost of a transaction, its row locks and its
 * wait for the disk are shared, so that throughput grows with the number of those who write. When the whole fails, every
 * piece is tried by itself, so that none fails for another's sake. Thread-safe.
 */
final class Together<W, R> {

    /** Pieces of one go; keeps transactions short. */
    private static final int MOST = 64;

    private final Function<List<W>, List<R>> all;
    private final Deque<Piece<W, R>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * Makes one.
     *
     * @param all does all pieces or none, and tells the results in the same order
     */
    Together(Function<List<W>, List<R>> all) {
        this.all = all;
    }

    private static final class Piece<W, R> {

        private final W work;
        private R result;
        private RuntimeException failure;
        private boolean done;

        private Piece(W work) {
            this.work = work;
        }
    }

    /** Does the piece, or lets it be done. Throws what doing it threw. */
    R apply(W work) {
        Piece<W, R> own = new Piece<>(work);
        boolean interrupted = false;
        List<Piece<W, R>> taken = null;
        synchronized (this) {
            waiting.addLast(own);
        }
        while (true) {
            synchronized (this) {
                if (taken != null) {
                    busy = false;
                    taken.forEach(piece -> piece.done = true);
                    notifyAll();
                }
                while (busy && !own.done) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // Somebody may be doing the piece just now, so its end has to be waited for.
                        interrupted = true;
                    }
                }
                if (own.done) {
                    break;
                }
                busy = true;
                taken = take();
            }
            doAll(taken);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.result;
    }

    private List<Piece<W, R>> take() {
        List<Piece<W, R>> taken = new ArrayList<>();
        while (taken.size() < MOST && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    private void doAll(List<Piece<W, R>> pieces) {
        if (pieces.size() > 1) {
            try {
                attempt(pieces);
                return;
            } catch (RuntimeException | Error e) {
                // One of them is to blame; which one shows when each is by itself.
            }
        }
        for (Piece<W, R> piece : pieces) {
            try {
                attempt(List.of(piece));
            } catch (RuntimeException e) {
                piece.failure = e;
            } catch (Error e) {
                piece.failure = new IllegalStateException(e);
            }
        }
    }

    private void attempt(List<Piece<W, R>> pieces) {
        List<R> results = all.apply(pieces.stream().map(piece -> piece.work).toList());
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).result = results.get(i);
        }
    }
}
