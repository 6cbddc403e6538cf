using System.Security.Cryptography;

namespace DenseEdge.Storage.Tests;

public sealed class FileDigestTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(200_001)]
    public void Hex_OfAFileOfAnyLength_IsThatOfItsBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(_path, bytes);

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            FileDigest.Hex(PhysicalFileSystem.Instance, _path, HashAlgorithmName.SHA256));
    }
}
