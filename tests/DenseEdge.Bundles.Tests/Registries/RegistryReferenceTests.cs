using DenseEdge.Bundles.Registries;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Tests.Registries;

public sealed class RegistryReferenceTests
{
    private static readonly string Digest = BlobDigest.Of("x"u8.ToArray());

    [Fact]
    public void Parse_OfATag_TakesItApart()
        => Assert.Equal(
            new RegistryReference("host.example:5000", "edge/scene", "1.2.0-rc.1", null),
            RegistryReference.Parse("oci://host.example:5000/edge/scene:1.2.0-rc.1"));

    [Fact]
    public void Parse_OfADigest_TakesItApart()
        => Assert.Equal(
            new RegistryReference("host", "scene", null, Digest), RegistryReference.Parse($"oci://host/scene@{Digest}"));

    [Theory]
    [InlineData("http://host/scene:1")]
    [InlineData("oci://host/scene")]
    [InlineData("oci://host/Scene:1")]
    [InlineData("oci://host/../scene:1")]
    [InlineData("oci://host/scene:1?x=y")]
    [InlineData("oci://user@host/scene:1")]
    [InlineData("oci://host/scene@sha256:12")]
    public void Parse_OfSomethingElse_ShowsAnExample(string text)
        => Assert.Contains(
            "oci://host:5000/edge/scene:1.2.0", Assert.Throws<FormatException>(
                () => RegistryReference.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Client_WithoutTlsToAnotherMachine_IsRefused()
    {
        using HttpTransfer transfer = new();
        RegistryReference reference = RegistryReference.Parse("oci://registry.example/scene:1");

        Assert.Contains(
            "Expected TLS",
            Assert.Throws<ArgumentException>(
                () => new RegistryClient(reference, transfer, new RegistryOptions { PlainHttp = true })).Message,
            StringComparison.Ordinal);
    }
}
