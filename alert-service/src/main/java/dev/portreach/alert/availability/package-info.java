/** For how much of a time checks were as their policies demand, by what was believed of them; raw loss beside it. */
package dev.portreach.alert.availability;
