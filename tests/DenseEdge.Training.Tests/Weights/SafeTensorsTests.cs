using System.Buffers.Binary;
using System.Text;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Weights;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Read_OfWhatWriteWrote_GivesEqualTensors()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        string path = folder.Path("a.safetensors");
        Dictionary<string, Tensor> tensors = new()
        {
            ["b.weight"] = Numbers.Uniform(1, 2, 3, 1, 5),
            ["a"] = Numbers.Classes(2, 9, 4),
            ["scalar"] = tensor(7L),
            ["bytes"] = Numbers.Classes(3, 255, 3, 3).to_type(ScalarType.Byte),
            ["empty"] = zeros([0, 4]),
        };

        SafeTensors.Write(
            path,
            tensors.ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)),
            new Dictionary<string, string> { ["source"] = "a test" });
        SafeTensorsContent read = SafeTensors.Read(path);

        Assert.Equal("a test", read.Metadata["source"]);
        Assert.Equal(["a.safetensors"], folder.Files);
        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), read.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, Tensor expected) in tensors)
        {
            Tensor actual = read.Tensors[name].ToTensor();
            Assert.Equal(expected.dtype, actual.dtype);
            Assert.Equal(0, Numbers.Difference(expected, actual));
        }
    }

    [Fact]
    public void Write_OverAnOldFile_ReplacesIt()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        string path = folder.Path("a.safetensors");
        File.WriteAllText(path, new string('x', 10_000));
        SafeTensors.Write(path, new Dictionary<string, SafeTensor> { ["a"] = SafeTensor.FromTensor(ones([2])) });
        Assert.Equal([1, 1], Numbers.Values(SafeTensors.Read(path).Tensors["a"].ToTensor()));
    }

    [Theory]
    [InlineData("[]", "must be JSON Object")]
    [InlineData("{", "is not JSON")]
    [InlineData("{\"a\":1}", "'a' must be JSON Object")]
    [InlineData("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "has no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}", "unknown format 'F99'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,16]}}", "8 bytes follow")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "8 bytes follow")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "does not fit 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "integer of at least 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1e30],\"data_offsets\":[0,8]}}", "integer of at least 0")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,2],\"data_offsets\":[0,8]}}", "does not fit 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "The tensors end at 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'a' begins at 4")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "'b' begins at 4")]
    [InlineData(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "'a' twice")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "must be JSON String")]
    public void Read_OfAHostileHeader_NamesTheFileAndTheFault(string header, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("hostile.safetensors");
        WriteRaw(path, (ulong)Encoding.UTF8.GetByteCount(header), header, 8);

        string message = Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message;

        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(67_108_865UL)]
    [InlineData(ulong.MaxValue)]
    public void Read_OfAnEmptyOrHugeHeader_RefusesBeforeReadingIt(ulong headerBytes)
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("huge.safetensors");
        WriteRaw(path, headerBytes, "{}", 0);
        Assert.Contains(
            "are accepted", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void Read_OfACutOffFile_SaysSo(int bytes)
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFolder folder = new();
        string path = folder.Path("cut.safetensors");
        SafeTensors.Write(path, new Dictionary<string, SafeTensor> { ["a"] = SafeTensor.FromTensor(ones([2])) });
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..bytes]);
        Assert.Contains(
            "ends within its header",
            Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message,
            StringComparison.Ordinal);
    }

    private static void WriteRaw(string path, ulong headerBytes, string header, int dataBytes)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, headerBytes);
        File.WriteAllBytes(path, [.. prefix, .. Encoding.UTF8.GetBytes(header), .. new byte[dataBytes]]);
    }
}
