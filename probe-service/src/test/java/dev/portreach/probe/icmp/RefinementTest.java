package dev.portreach.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinementTest {

    @ParameterizedTest
    @CsvSource({
        "TCP, REFUSED,     4, 3, 3,  PROHIBITED,  STRONG",
        "UDP, REFUSED,     4, 3, 3,  REFUSED,     WEAK",
        "TCP, UNREACHABLE, 4, 3, 0,  UNREACHABLE, STRONG",
        "TCP, UNREACHABLE, 4, 3, 1,  UNREACHABLE, STRONG",
        "TCP, UNREACHABLE, 4, 3, 2,  UNREACHABLE, STRONG",
        "TCP, UNREACHABLE, 4, 3, 9,  PROHIBITED,  STRONG",
        "UDP, UNREACHABLE, 4, 3, 10, PROHIBITED,  STRONG",
        "TCP, UNREACHABLE, 4, 3, 13, PROHIBITED,  STRONG",
        "TCP, UNREACHABLE, 4, 11, 0, UNREACHABLE, STRONG",
        "TCP, UNREACHABLE, 6, 1, 0,  UNREACHABLE, STRONG",
        "TCP, PROHIBITED,  6, 1, 1,  PROHIBITED,  STRONG",
        "TCP, UNREACHABLE, 6, 1, 3,  UNREACHABLE, STRONG",
        "TCP, REFUSED,     6, 1, 4,  PROHIBITED,  STRONG",
        "UDP, REFUSED,     6, 1, 4,  REFUSED,     WEAK",
        "TCP, PROHIBITED,  6, 1, 5,  PROHIBITED,  STRONG",
    })
    void shouldSayWhatTheErrorSays(
            Protocol protocol, Outcome plain, int version, int type, int code, Outcome refined, Proof proof)
            throws Exception {
        // given
        InetAddress from = InetAddress.getByName(version == 6 ? "2001:db8::1" : "192.0.2.1");
        Evidence evidence = new Evidence.Icmp(version == 6, type, code, from);
        // when
        ProbeResult result = Refinement.of(protocol, ProbeResult.of(plain, 7L), evidence);
        // then
        String detail = version == 6
                ? "icmpv6 %d/%d from 2001:db8:0:0:0:0:0:1".formatted(type, code)
                : "icmp %d/%d from 192.0.2.1".formatted(type, code);
        assertThat(result).isEqualTo(new ProbeResult(refined, proof, 7L, detail));
    }

    @Test
    void shouldKeepRefusedWhereTheHostReset() {
        ProbeResult plain = ProbeResult.of(Outcome.REFUSED, 7L);
        assertThat(Refinement.of(Protocol.TCP, plain, Evidence.RESET)).isEqualTo(plain.with(Proof.WEAK, "rst"));
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 13", "UNREACHABLE, 3", "PROHIBITED, 1"})
    void shouldIgnoreEvidenceOfAnotherMoment(Outcome plain, int code) throws Exception {
        // given an error that does not make this outcome
        Evidence evidence = new Evidence.Icmp(false, 3, code, InetAddress.getByName("192.0.2.1"));
        // when, then
        assertThat(Refinement.of(Protocol.TCP, ProbeResult.of(plain, 7L), evidence))
                .isEqualTo(ProbeResult.of(plain, 7L));
    }

    @Test
    void shouldSayNoMoreWithoutEvidence() {
        ProbeResult plain = ProbeResult.of(Outcome.UNREACHABLE, 7L);
        assertThat(Refinement.of(Protocol.TCP, plain, Evidence.NONE)).isSameAs(plain);
        assertThat(Refinement.of(Protocol.TCP, plain, Evidence.RESET)).isSameAs(plain);
    }
}
