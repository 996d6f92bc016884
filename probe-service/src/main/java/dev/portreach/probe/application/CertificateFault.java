package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;

/**
 * Why a certificate is not good.
 *
 * @param outcome the gravest fault
 * @param detail all faults, in words that stay the same as long as the certificate does
 */
record CertificateFault(Outcome outcome, String detail) {}
