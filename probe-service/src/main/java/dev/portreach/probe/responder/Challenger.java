package dev.portreach.probe.responder;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectFailure;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.watch.PortProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Probes ports at which another agent is to listen: over TCP, the plain connect comes first, which says all that there is
 * to say of a port that is not open, then a challenge; over UDP, the challenge alone. All challenges of a probe share the
 * check's deadline, which begins when the connect is done: what is left of it is the next one's.
 */
public final class Challenger implements PortProbe, AutoCloseable {

    static final String NO_ANSWER = "no answer from the responder";
    private static final String BLACK_HOLE = "packets of 1400 bytes are lost";
    private static final int PATH_MTU_EVERY = 10;

    /**
     * The challenges of one probe over TCP.
     *
     * @param dueNanos when they are to be over, by {@link System#nanoTime()}
     */
    private record Steps(PlannedCheck check, InetSocketAddress target, long dueNanos) {

        static Steps of(PlannedCheck check, InetSocketAddress target) {
            return new Steps(check, target, System.nanoTime() + check.deadline().toNanos());
        }

        /**
         * Whether silence would tell: the first challenge was answered so soon that a large one would be, too, with a
         * retransmission, within its part of the deadline.
         */
        boolean hasTimeForLarge(long nowNanos) {
            long deadline = check.deadline().toNanos();
            long taken = deadline - (dueNanos - nowNanos);
            return taken < deadline / LARGE_PARTS / 3;
        }

        Steps forLarge(long nowNanos) {
            long due = nowNanos + check.deadline().toNanos() / LARGE_PARTS;
            return new Steps(check, target, due - dueNanos < 0 ? due : dueNanos);
        }
    }

    /** Two large challenges and a small one after the first, all within one deadline. */
    private static final int LARGE_PARTS = 4;

    private final PortProbe connects;
    private final Exchanges exchanges;
    private final PathMtu pathMtu = new PathMtu(PATH_MTU_EVERY);

    /**
     * @param connects the plain TCP probe
     * @param source local address to send from; null for the system's choice
     */
    public Challenger(PortProbe connects, AgentIdentity identity, AgentClock clock, InetAddress source) {
        this.connects = connects;
        this.exchanges = new Exchanges(identity, clock::event, source);
    }

    @Override
    public void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done) {
        if (check.protocol() == Protocol.UDP) {
            challengeOverUdp(check, target, 2, done);
            return;
        }
        connects.probe(check, target, plain -> {
            if (plain.outcome() == Outcome.OPEN) {
                Steps steps = Steps.of(check, target);
                challenge(steps, Frame.MIN_LENGTH, reply -> judge(steps, plain, reply, done));
            } else {
                done.accept(plain);
            }
        });
    }

    private void judge(Steps steps, ProbeResult plain, Reply reply, Consumer<ProbeResult> done) {
        String check = steps.check().id();
        if (!reply.isAnswered()) {
            done.accept(plain.with(Proof.WEAK, NO_ANSWER));
            return;
        }
        Runnable answered = () -> done.accept(
                pathMtu.isBlackHole(check)
                        ? new ProbeResult(Outcome.PATH_MTU, Proof.STRONG, plain.rttMicros(), BLACK_HOLE)
                        : plain.with(Proof.STRONG, seenAs(reply)));
        if (steps.hasTimeForLarge(System.nanoTime()) && pathMtu.isDue(check)) {
            lookForBlackHole(steps, 2, answered);
        } else {
            answered.run();
        }
    }

    /**
     * Sends a challenge that fills a packet. Silence, twice, is a black hole (RFC 2923) if a small challenge is still
     * answered after that: else the path was cut meanwhile. Where the connection breaks, nothing is learned. The large ones
     * have a quarter of the deadline each, so that there is time for the small one.
     */
    private void lookForBlackHole(Steps steps, int tries, Runnable then) {
        String check = steps.check().id();
        challenge(steps.forLarge(System.nanoTime()), Frame.MAX_LENGTH, large -> {
            if (large.isAnswered()) {
                pathMtu.found(check, false);
                then.run();
            } else if (large.kind() == Reply.Kind.BROKEN) {
                then.run();
            } else if (tries > 1) {
                lookForBlackHole(steps, tries - 1, then);
            } else {
                challenge(steps, Frame.MIN_LENGTH, small -> {
                    if (small.isAnswered()) {
                        pathMtu.found(check, true);
                    }
                    then.run();
                });
            }
        });
    }

    private void challengeOverUdp(PlannedCheck check, InetSocketAddress target, int tries, Consumer<ProbeResult> done) {
        long began = System.nanoTime();
        Duration half = check.deadline().dividedBy(2); // the other half is for the second try
        exchanges.start(
                new Exchange.Request(Protocol.UDP, target, check.responders(), Frame.MIN_LENGTH, half), reply -> {
                    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
                    if (reply.isAnswered()) {
                        done.accept(ProbeResult.of(Outcome.OPEN, micros).with(Proof.STRONG, seenAs(reply)));
                    } else if (reply.failure() != null) {
                        done.accept(refusal(reply.failure(), target.getAddress(), micros));
                    } else if (tries > 1) {
                        challengeOverUdp(check, target, tries - 1, done);
                    } else {
                        done.accept(
                                ProbeResult.unanswered(Outcome.OPEN_OR_FILTERED).with(Proof.WEAK, NO_ANSWER));
                    }
                });
    }

    private static ProbeResult refusal(Exception failure, InetAddress target, long micros) {
        Outcome outcome = failure instanceof PortUnreachableException
                ? Outcome.REFUSED
                : ConnectFailure.classify(failure, target);
        return ProbeResult.of(outcome, outcome == Outcome.LOCAL_ERROR ? null : micros);
    }

    private void challenge(Steps steps, int length, Consumer<Reply> done) {
        long left = steps.dueNanos() - System.nanoTime();
        if (left <= 0) {
            done.accept(Reply.BROKEN); // no question could be asked, so that nothing is learned
            return;
        }
        PlannedCheck check = steps.check();
        exchanges.start(
                new Exchange.Request(Protocol.TCP, steps.target(), check.responders(), length, Duration.ofNanos(left)),
                done);
    }

    /** The address alone: the port is another one each time, which would make each observation a change. */
    private static String seenAs(Reply reply) {
        return Run.SEEN_AS + reply.seenAs().getHostAddress();
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
