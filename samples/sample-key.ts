/** Made for this sample with `openssl ecparam -name prime256v1 -genkey`: it opens nothing, it is worthless, and it is public. Never use it. */
export const sampleKey = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIFEWYjVD9bqC1/YRpl4tgc6qjfjzsoTFGZ1BjcsiVjVWoAoGCCqGSM49
AwEHoUQDQgAE93aeswthwM5f80c8vCqYvtkcTZGqlyRZgJHDg2d5D9aCP36H9Sub
HeHDv+qQhLZ53YcaTDhHmzHxBFbmFd9vOQ==
-----END EC PRIVATE KEY-----
`;

/** Made for this sample; the private half was thrown away. */
export const samplePublicKey = `-----BEGIN PUBLIC KEY-----
MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEAzzSTMHcWZg+/XtpIXxMX
MLFUj1GlpMWqnqidbd4z3iEejJC9V+unGQ4h6mICDxQZbPD36WyAxLgANZQEWPMi
AlAertmtDdeGDov1PhlETs71tDXnHeEGDQ++M98yVzO5CCkEvvVM2Q5BXR8v1COz
sS8q5AZuPA6TCRxoBMzHNaI9KfhjwzoIX1Zf7k0WToLx8uJ+5fjo2r4ulk6NJiEH
9amKZBsMAidPEe6JNjzfuBFRA7DQaC0I0pqgem7NxPVI945i/1Rqb1VGLMsY3zjn
oibNYKAhh1psozS0KTwf0sC2gR9Cj40zHGY1QMLabF7yzuOtKvhtcv1AqsNwTEWt
oAOVjLYUs5yETcYqYJRNgydhg/tjXOxGYtWBDMSPKVwJDG6JuUiySoybJg/Ri7fO
4RS1GMeDUY6wf7cSdTdYmwBchoVyi/EiARGtwB9+rnIuFnv3ppwV328plqTVFw5r
96AXKeCwVVJJ07E9zwMwMPsoATAMJKvrd3goTJZuYwj9AgMBAAE=
-----END PUBLIC KEY-----
`;
