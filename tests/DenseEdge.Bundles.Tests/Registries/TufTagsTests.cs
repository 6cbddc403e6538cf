using System.Security.Cryptography;
using System.Text;
using DenseEdge.Bundles.Registries;

namespace DenseEdge.Bundles.Tests.Registries;

public sealed class TufTagsTests
{
    [Theory]
    [InlineData("timestamp.json", "metadata-timestamp.json")]
    [InlineData("12.root.json", "metadata-12.root.json")]
    public void OfMetadata_WithAPlainName_ShowsIt(string name, string tag) => Assert.Equal(tag, TufTags.OfMetadata(name));

    [Fact]
    public void OfMetadata_WithANameThatNoTagMayHave_IsItsDigest()
    {
        const string Name = "1.a%20role.json";

        Assert.Equal(
            "metadata-sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name))),
            TufTags.OfMetadata(Name));
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void OfMetadata_OfANameAtTheLimitOf128Chars_IsHashedBeyondIt(int nameChars, bool isHashed)
    {
        string tag = TufTags.OfMetadata(new string('a', nameChars));

        Assert.Equal(isHashed, tag.StartsWith("metadata-sha256-", StringComparison.Ordinal));
        Assert.True(tag.Length <= 128);
    }
}
