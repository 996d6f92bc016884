package dev.portreach.catalog.firewall;

import inet.ipaddr.IPAddress;

/**
 * One CIDR block, in the words of firewalls.
 *
 * @param address lowest address
 * @param prefix length of the prefix, 0 to 32 or 128
 * @param isHost whether it is a single address
 * @param wildcard mask of the bits that may differ, as {@code 0.0.255.255}
 */
public record Block(String address, int prefix, boolean isHost, String wildcard) {

    static Block of(IPAddress block) {
        int bits = block.getBitCount();
        Integer given = block.getPrefixLength();
        int prefix = given == null ? bits : given;
        return new Block(
                block.getLower().withoutPrefixLength().toCanonicalString(),
                prefix,
                prefix == bits,
                block.getNetwork().getHostMask(prefix).withoutPrefixLength().toCanonicalString());
    }

    /** Whether it holds every address of its family. */
    public boolean isAny() {
        return prefix == 0;
    }

    /** {@code 10.1.0.0/16}, or {@code 10.1.2.3} of a single address. */
    @Override
    public String toString() {
        return isHost ? address : address + "/" + prefix;
    }
}
