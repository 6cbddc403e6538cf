using DenseEdge.Cli.Flashing;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Tests.Flashing;

public sealed class DeviceAddressTests
{
    [Theory]
    [InlineData("ssh://ada@gate", "ada@gate", null, "/var/lib/denseedge")]
    [InlineData("ssh://gate:2222/", "gate", 2222, "/var/lib/denseedge")]
    [InlineData("ssh://ada@gate:22022/home/ada/models/", "ada@gate", 22022, "/home/ada/models")]
    [InlineData("ssh://gate/srv/my%20models", "gate", null, "/srv/my models")]
    public void Parse_AnAddress_ByHand(string text, string target, int? port, string store)
        => Assert.Equal(new DeviceAddress(new SshAddress(target, port), store), DeviceAddress.Parse(text));

    [Theory]
    [InlineData("gate")]
    [InlineData("http://gate/")]
    [InlineData("ssh://ada:secret@gate/")]
    [InlineData("ssh://-oProxyCommand=ls/")]
    [InlineData("ssh://gate//etc")]
    [InlineData("ssh://gate/a%0Ab")]
    [InlineData("ssh://gate/x?y=1")]
    [InlineData("ssh://gate/x#y")]
    public void Parse_SomethingElse_IsRefused(string text)
        => Assert.Throws<ArgumentException>(() => DeviceAddress.Parse(text));
}
