/**
 * A certificate for `other.example`, signed by itself, and its key. They guard nothing: tests show with them that a
 * certificate for another name is refused. Made with `openssl ca -selfsign`, valid from 2020 to 2050.
 */
export const OTHER_HOST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBbDCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1vdGhlci5l
eGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIwNTAwMTAxMDAwMDAwWjAYMRYwFAYD
VQQDDA1vdGhlci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZWqn
d+8otVFxY2bWHT1Fdfl3Y5cmiXgfqRbB6AH3+eZCPz9ztCTCMJBkGMnuLXQ8Tqrn
UmP77mr+l8ZoRroj0qNMMEowGAYDVR0RBBEwD4INb3RoZXIuZXhhbXBsZTAPBgNV
HRMBAf8EBTADAQH/MB0GA1UdDgQWBBScaq4jCU4eSj7mzARTa7cKJXNFkjAKBggq
hkjOPQQDAgNHADBEAiAziXNROMQSSn0DCCzoihVzv5Gt1kNDczFkKj0wj9vR+wIg
U+EireM/3H5+y3U0YA1gnPQBdgprr5VbvpQmHh8vp+E=
-----END CERTIFICATE-----
`;

export const OTHER_HOST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgN7vJ9/0U1prjP2KH
WaNVTXFeuKaTlegLiMRZ1tyJuwmhRANCAARlaqd37yi1UXFjZtYdPUV1+XdjlyaJ
eB+pFsHoAff55kI/P3O0JMIwkGQYye4tdDxOqudSY/vuav6XxmhGuiPS
-----END PRIVATE KEY-----
`;
