namespace DenseEdge.Storage.Tests;

public sealed class ActivePointerTests : IDisposable
{
    private static readonly ModelReference First = new("sha256:" + new string('a', 64), "models/aa/scene.onnx");
    private static readonly ModelReference Second = new("sha256:" + new string('b', 64), "models/bb/with a space.onnx");

    private readonly string _store = Directory.CreateTempSubdirectory("denseedge-pointer-").FullName;

    public void Dispose() => Directory.Delete(_store, recursive: true);

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        ActivePointer pointer = new(7, Second, First);

        pointer.Write(PhysicalFileSystem.Instance, _store);

        Assert.Equal(pointer, ActivePointer.Read(PhysicalFileSystem.Instance, _store));
    }

    [Fact]
    public void Read_WithoutALastKnownGood_HasNone()
    {
        new ActivePointer(1, First, null).Write(PhysicalFileSystem.Instance, _store);

        Assert.Null(ActivePointer.Read(PhysicalFileSystem.Instance, _store)!.LastKnownGood);
    }

    [Fact]
    public void Read_OfAnEmptyStore_IsNull() => Assert.Null(ActivePointer.Read(PhysicalFileSystem.Instance, _store));

    [Fact]
    public void Format_OfAKnownPointer_IsTheDocumentedText()
        => Assert.Equal(
            [
                "denseedge active model 1", "sequence 7", $"active {Second.Digest} {Second.ModelPath}",
                $"last-known-good {First.Digest} {First.ModelPath}",
            ],
            System.Text.Encoding.UTF8.GetString(new ActivePointer(7, Second, First).Format()).Split('\n')[..4]);

    [Fact]
    public void Parse_WithAnySingleByteChanged_Throws()
    {
        byte[] whole = new ActivePointer(3, First, Second).Format();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x01;
            Assert.Throws<InvalidDataException>(() => ActivePointer.Parse(damaged));
        }
    }

    [Fact]
    public void Parse_OfAnyPart_Throws()
    {
        byte[] whole = new ActivePointer(3, First, Second).Format();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ActivePointer.Parse(whole.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("../outside.onnx")]
    [InlineData("/etc/passwd")]
    [InlineData("models//scene.onnx")]
    [InlineData("models\\scene.onnx")]
    public void Write_OfAPathOutsideTheStore_Throws(string path)
        => Assert.Throws<InvalidDataException>(
            () => new ActivePointer(1, First with { ModelPath = path }, null).Write(PhysicalFileSystem.Instance, _store));

    [Theory]
    [InlineData("sha256:ABC")]
    [InlineData("sha512:aa")]
    [InlineData("")]
    public void HexOf_OfNoDigest_Throws(string text) => Assert.Throws<ArgumentException>(() => ModelReference.HexOf(text));
}
