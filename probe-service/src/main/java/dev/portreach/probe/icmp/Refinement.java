package dev.portreach.probe.icmp;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.icmp.Evidence.Icmp;

/** What evidence makes of a plain outcome. */
final class Refinement {

    private static final int UNREACHABLE = 3;
    private static final int UNREACHABLE_V6 = 1;

    private Refinement() {}

    /**
     * The result with its evidence. Evidence that the kernel would have reported under another outcome is of another moment
     * and says nothing about this one.
     */
    static ProbeResult of(Protocol protocol, ProbeResult plain, Evidence evidence) {
        if (evidence.equals(Evidence.RESET)) {
            return plain.outcome() == Outcome.REFUSED && protocol == Protocol.TCP
                    ? plain.with(plain.proof(), "rst")
                    : plain;
        }
        if (!(evidence instanceof Icmp icmp) || plain.outcome() != joint(icmp)) {
            return plain;
        }
        if (isPortUnreachable(icmp) && protocol == Protocol.UDP) {
            return plain.with(plain.proof(), icmp.toString()); // what a host answers, and what a firewall may
        }
        // A host answers a TCP connect to a closed port with a reset (RFC 9293, 3.5.2): the ICMP error is a firewall's.
        boolean prohibited = isPortUnreachable(icmp) || isProhibited(icmp);
        return new ProbeResult(
                prohibited ? Outcome.PROHIBITED : Outcome.UNREACHABLE,
                Proof.STRONG,
                plain.rttMicros(),
                icmp.toString());
    }

    /** What an ICMP error says of an echo request, which has no port: port unreachable is a firewall's word, too. */
    static Outcome ofEcho(Icmp icmp) {
        return isPortUnreachable(icmp) || isProhibited(icmp) ? Outcome.PROHIBITED : Outcome.UNREACHABLE;
    }

    /** What a plain socket is told (icmp_err_convert, icmpv6_err_convert). */
    private static Outcome joint(Icmp icmp) {
        if (isPortUnreachable(icmp)) {
            return Outcome.REFUSED;
        }
        return icmp.v6() && isProhibited(icmp) ? Outcome.PROHIBITED : Outcome.UNREACHABLE;
    }

    private static boolean isPortUnreachable(Icmp icmp) {
        return icmp.v6()
                ? icmp.type() == UNREACHABLE_V6 && icmp.code() == 4
                : icmp.type() == UNREACHABLE && icmp.code() == 3;
    }

    /** IPv4: net, host, communication prohibited. IPv6: prohibited, failed policy, reject route. */
    private static boolean isProhibited(Icmp icmp) {
        int code = icmp.code();
        return icmp.v6()
                ? icmp.type() == UNREACHABLE_V6 && (code == 1 || code == 5 || code == 6)
                : icmp.type() == UNREACHABLE && (code == 9 || code == 10 || code == 13);
    }
}
