package dev.portreach.probe.responder;

import java.net.InetAddress;

/**
 * How a challenge ended.
 *
 * @param seenAs source address as the responder saw it; null unless answered
 * @param failure what the socket said; null unless broken by it
 */
record Reply(Kind kind, InetAddress seenAs, Exception failure) {

    enum Kind {
        /** A responder that we know has signed an answer. */
        ANSWERED,
        /** Sent, and nothing came until the deadline. */
        SILENT,
        /** Not sent, or the peer closed, or what came is no answer. */
        BROKEN
    }

    static final Reply SILENT = new Reply(Kind.SILENT, null, null);
    static final Reply BROKEN = new Reply(Kind.BROKEN, null, null);

    static Reply answered(InetAddress seenAs) {
        return new Reply(Kind.ANSWERED, seenAs, null);
    }

    static Reply broken(Exception failure) {
        return new Reply(Kind.BROKEN, null, failure);
    }

    boolean isAnswered() {
        return kind == Kind.ANSWERED;
    }
}
