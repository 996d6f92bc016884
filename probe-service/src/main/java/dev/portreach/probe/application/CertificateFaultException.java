package dev.portreach.probe.application;

import java.security.cert.CertificateException;

/** Ends a handshake, as any client would, and carries out of it why. */
final class CertificateFaultException extends CertificateException {

    private final transient CertificateFault fault;

    CertificateFaultException(CertificateFault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    CertificateFault fault() {
        return fault;
    }
}
