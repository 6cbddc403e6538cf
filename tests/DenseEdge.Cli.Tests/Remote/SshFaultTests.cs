using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Tests.Remote;

public sealed class SshFaultTests
{
    private static readonly SshAddress Gate = new("ada@gate", 2222);

    [Theory]
    [InlineData("ada@gate: Permission denied (publickey).", "Put a key there (ssh-copy-id ada@gate)")]
    [InlineData("@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", "ssh-keygen -R '[gate]:2222'")]
    [InlineData("No ED25519 host key is known for gate.\nHost key verification failed.", "Log in once by hand")]
    public void Of_WhatTryingAgainDoesNotMend_IsRefused(string said, string advice)
        => Assert.Contains(
            advice, Assert.IsType<DeviceRefusedException>(SshFault.Of(Gate, new ProcessResult(255, "", said))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("ssh: connect to host gate port 2222: Connection refused")]
    [InlineData("ssh: connect to host gate port 2222: Connection timed out")]
    [InlineData("ssh: Could not resolve hostname gate: Name or service not known")]
    [InlineData("")]
    public void Of_WhatMayPass_IsUnreachable(string said)
    {
        ArgumentNullException.ThrowIfNull(said);

        Exception fault = SshFault.Of(Gate, new ProcessResult(255, "", said));

        Assert.IsType<DeviceUnreachableException>(fault);
        Assert.Contains(said.Length == 0 ? "ssh said nothing" : said, fault.Message, StringComparison.Ordinal);
    }
}
