using System.IO.Compression;
using DenseEdge.Training.Weights;

namespace DenseEdge.Training.Tests.Weights.Torch;

public sealed class TorchFileTests
{
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(false, "state_dict")]
    [InlineData(true, "state_dict")]
    [InlineData(false, "model")]
    public void Read_OfBothFormats_GivesNamesShapesAndNumbers(bool isLegacy, string? wrapper)
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("a.pth");
        TorchWriter.SaveState(
            path, [("conv.weight", [2, 1, 1, 2], [1, 2, 3, 4]), ("bn.bias", [3], [5, 6, 7]), ("scalar", [], [8])], isLegacy, wrapper);

        WeightFile file = WeightFile.Read(path);

        Assert.Equal(["conv.weight", "bn.bias", "scalar"], file.Tensors.Keys);
        Assert.Equal("[2, 1, 1, 2]", file.Tensors["conv.weight"].ShapeText);
        Assert.Equal([1f, 2, 3, 4], file.Tensors["conv.weight"].ToSingles());
        Assert.Equal([5f, 6, 7], file.Tensors["bn.bias"].ToSingles());
        Assert.Equal([8f], file.Tensors["scalar"].ToSingles());
        Assert.Empty(file.Skipped);
        Assert.Empty(file.Inert);
    }

    [Fact]
    public void Read_OfStridedAndSharedStorages_GathersTheNumbers()
    {
        using TemporaryFolder folder = new();
        byte[] pickle = State(p => p
            .Text("transposed").Tensor("FloatStorage", "s", 6, 0, [3, 2], [1, 3])
            .Text("tail").Tensor("FloatStorage", "s", 6, 4, [2], [1], isParameter: true)
            .Text("repeated").Tensor("FloatStorage", "s", 6, 5, [2, 2], [0, 0])
            .Text("empty").Tensor("FloatStorage", "s", 6, 0, [0, 3], [3, 1])
            .Text("every second").Tensor("FloatStorage", "s", 6, 1, [3], [2]));
        string path = Save(folder, new TorchWriter().Storage("s", TorchWriter.Bytes(0, 1, 2, 3, 4, 5), 6).Zip(pickle));

        IReadOnlyDictionary<string, SafeTensor> read = WeightFile.Read(path).Tensors;

        Assert.Equal([0f, 3, 1, 4, 2, 5], read["transposed"].ToSingles());
        Assert.Equal([4f, 5], read["tail"].ToSingles());
        Assert.Equal([5f, 5, 5, 5], read["repeated"].ToSingles());
        Assert.Equal([1f, 3, 5], read["every second"].ToSingles());
        Assert.Empty(read["empty"].ToSingles());
        Assert.Equal("[0, 3]", read["empty"].ShapeText);
    }

    [Theory]
    [InlineData("HalfStorage", "F16", new byte[] { 0, 0x3c, 0, 0xc0 })]
    [InlineData("BFloat16Storage", "BF16", new byte[] { 0x80, 0x3f, 0, 0xc0 })]
    [InlineData("DoubleStorage", "F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    [InlineData("FloatStorage", "F32", new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0 })]
    public void Read_OfEveryFloatingType_InBothByteOrders_GivesOneAndMinusTwo(string storage, string type, byte[] little)
        => CheckType(storage, type, little);

    [Theory]
    [InlineData("LongStorage", 8)]
    [InlineData("IntStorage", 4)]
    [InlineData("ShortStorage", 2)]
    [InlineData("CharStorage", 1)]
    [InlineData("ByteStorage", 1)]
    [InlineData("BoolStorage", 1)]
    public void Read_OfEveryIntegerType_KeepsTheBytes(string storage, int width)
    {
        using TemporaryFolder folder = new();
        byte[] bytes = [.. Enumerable.Range(0, 2 * width).Select(i => (byte)(i % 2))];
        byte[] pickle = State(p => p.Text("n").Tensor(storage, "0", 2, 0, [2], [1]));

        SafeTensor read = WeightFile.Read(Save(folder, new TorchWriter().Storage("0", bytes, 2).Zip(pickle))).Tensors["n"];

        Assert.Equal(bytes, read.Data.ToArray());
        Assert.Equal(width, SafeTensor.ElementBytes(read.Type));
        using TorchSharp.torch.Tensor tensor = read.ToTensor();
        Assert.Equal(2, tensor.numel());
    }

    [Fact]
    public void Read_OfCompressedArchives_InflatesThem()
    {
        using TemporaryFolder folder = new();
        byte[] pickle = State(p => p.Text("n").Tensor("FloatStorage", "0", 2, 0, [2], [1]));
        string path = Save(folder, new TorchWriter().Storage("0", TorchWriter.Bytes(3, 4), 2).Zip(pickle, level: CompressionLevel.Fastest));

        Assert.Equal([3f, 4], WeightFile.Read(path).Tensors["n"].ToSingles());
    }

    [Fact]
    public void Read_OfPartsOfStorages_InOldFiles_StartsThere()
    {
        using TemporaryFolder folder = new();
        byte[] pickle = State(p => p.Text("n").Tensor("FloatStorage", "0", 4, 1, [2], [1], viewStart: 1));
        string path = Save(folder, new TorchWriter().Storage("0", TorchWriter.Bytes(0, 1, 2, 3), 4).Legacy(pickle));

        Assert.Equal([2f, 3], WeightFile.Read(path).Tensors["n"].ToSingles());
    }

    [Fact]
    public void Read_OfEveryHarmlessInstruction_PassesThem()
    {
        using TemporaryFolder folder = new();
        byte[] pickle = new PickleWriter().Proto(5).Raw(0x95, 0, 0, 0, 0, 0, 0, 0, 0)
            .Code('}').Raw(0x94)                                                // memoised
            .ShortText("epoch").Code('I').Line("12").Code('s')
            .ShortText("flag").Code('I').Line("01").Code('s')
            .ShortText("long").Code('L').Line("123456789012345678901234567890L").Code('s')
            .ShortText("big").Raw(0x8b, 2, 0, 0, 0, 1, 1).Code('s')
            .ShortText("float").Code('F').Line("1e-3").Code('s')
            .ShortText("double").Code('G').Raw(0x3f, 0xf0, 0, 0, 0, 0, 0, 0).Code('s')
            .ShortText("old text").Code('S').Line("'x'").Code('s')
            .ShortText("old binary").Code('T').UInt32(1).Raw((byte)'x').Code('s')
            .ShortText("old short").Raw((byte)'U', 1, (byte)'x').Code('s')
            .ShortText("unicode").Code('V').Line("x").Code('s')
            .ShortText("long text").Raw(0x8d, 1, 0, 0, 0, 0, 0, 0, 0, (byte)'x').Code('s')
            .ShortText("bytes").Raw((byte)'C', 1, 7).Code('s')
            .ShortText("bytes 4").Raw((byte)'B', 1, 0, 0, 0, 7).Code('s')
            .ShortText("bytes 8").Raw(0x8e, 1, 0, 0, 0, 0, 0, 0, 0, 7).Code('s')
            .ShortText("bytearray").Raw(0x96, 1, 0, 0, 0, 0, 0, 0, 0, 7).Code('s')
            .ShortText("set").Raw(0x8f).Code('(').Number(1).Raw(0x90).Code('s')
            .ShortText("frozen").Code('(').Number(1).Raw(0x91).Code('s')
            .ShortText("list").Code('(').Number(1).Code('l').Code('s')
            .ShortText("dict").Code('(').Number(1).Number(2).Code('d').Code('s')
            .ShortText("tuples").Number(1).Raw(0x85).Number(2).Raw(0x86).Number(3).Number(4).Raw(0x87).Code('s')
            .ShortText("size").Global("torch", "Size").Numbers(1, 2).Raw(0x85).Code('R').Code('s')
            .ShortText("dtype").Global("torch", "float16").Code('s')
            .ShortText("device").ShortText("torch").ShortText("device").Raw(0x93).ShortText("cuda").Raw(0x85).Code('R').Code('s')
            .Code('N').Code('2').Code('0').Code('0')                            // dup and pop
            .ShortText("same").Raw((byte)'h', 0).Code('s')                      // the dictionary within itself
            .ShortText("put").Number(5).Code('p').Line("77").Code('s')
            .ShortText("get").Code('g').Line("77").Code('s')
            .ShortText("long put").Number(6).Code('r').UInt32(100_000).Code('s')
            .ShortText("long get").Code('j').UInt32(100_000).Code('s')
            .ShortText("state_dict").Global("collections", "OrderedDict").Code(')').Raw(0x81)
            .ShortText("w").Tensor("FloatStorage", "0", 1, 0, [1], [1]).Code('s')
            .Code('}').ShortText("_metadata").Code('}').Code('s').Code('b')     // what torch sets on state dictionaries
            .Code('s').Stop().ToArray();

        WeightFile file = WeightFile.Read(Save(folder, new TorchWriter().Storage("0", TorchWriter.Bytes(9), 1).Zip(pickle)));

        Assert.Equal([9f], file.Tensors["w"].ToSingles());
        Assert.Empty(file.Inert);
    }

    [Fact]
    public void Read_OfALightningCheckpoint_PassesOverUnknownObjectsOutsideOfTheTensors()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("a.ckpt");
        string mark = folder.Path("was-here");
        TorchWriter.SaveState(path, [("model.w", [1], [1])], wrapper: "state_dict", more: pickle => pickle
            .Text("callbacks").Global("pytorch_lightning.callbacks", "ModelCheckpoint").Code('}').Raw(0x85).Code('R')
            .Code('}').Text("best").Number(1).Code('s').Code('b')
            .Text("hyper_parameters").Global("argparse", "Namespace").Code(')').Raw(0x81).Code('}').Code('b')
            .Text("evil").Global("os", "system").Text($"touch {mark}").Raw(0x85).Code('R')
            .Text("items").Global("custom", "Dict").Code(')').Code('R').Text("a").Number(1).Code('s')
            .Text("list").Global("custom", "List").Code(')').Code('R').Number(1).Code('a'));

        WeightFile file = WeightFile.Read(path);

        Assert.Equal(["model.w"], file.Tensors.Keys);
        Assert.Equal(
            ["argparse.Namespace", "custom.Dict", "custom.List", "os.system", "pytorch_lightning.callbacks.ModelCheckpoint"], file.Inert);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void Read_OfValuesThatAreNoTensors_TellsThem()
    {
        using TemporaryFolder folder = new();
        byte[] pickle = State(p => p.Text("epoch").Number(3).Text("w").Tensor("FloatStorage", "0", 1, 0, [1], [1]).Number(5).Code('N'));

        WeightFile file = WeightFile.Read(Save(folder, new TorchWriter().Storage("0", TorchWriter.Bytes(9), 1).Zip(pickle)));

        Assert.Equal(["epoch (a number)", "5 (nothing)"], file.Skipped);
        Assert.Equal(["w"], file.Tensors.Keys);
    }

    [Fact]
    public void Read_OfOtherFormats_NamesThem()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("TFLite", Refusal(folder, [28, 0, 0, 0, .. "TFL3"u8, 0, 0, 0, 0]), StringComparison.Ordinal);
        byte[] tar = new byte[600];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Contains("tar archive", Refusal(folder, tar), StringComparison.Ordinal);
        Assert.Contains("HDF5", Refusal(folder, [0x89, .. "HDF\r\n"u8, 26, 10, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("gzip", Refusal(folder, [0x1f, 0x8b, .. new byte[20]]), StringComparison.Ordinal);
        Assert.Contains("unknown format", Refusal(folder, [.. "<html>not found</html>"u8]), StringComparison.Ordinal);
        Assert.Contains("too short", Refusal(folder, []), StringComparison.Ordinal);
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a/code/model.py");
            archive.CreateEntry("a/constants.pkl");
        }

        Assert.Contains("TorchScript", Refusal(folder, zip.ToArray()), StringComparison.Ordinal);
        Assert.Contains("magic number", Refusal(folder, new PickleWriter().Proto().Number(1).Stop().ToArray()), StringComparison.Ordinal);
    }

    private static void CheckType(string storage, string name, byte[] little)
    {
        SafeTensorType type = Enum.Parse<SafeTensorType>(name);
        int width = SafeTensor.ElementBytes(type);
        byte[] big = [.. little.Chunk(width).SelectMany(number => number.Reverse())];
        byte[] pickle = State(p => p.Text("n").Tensor(storage, "0", 2, 0, [2], [1]));
        foreach ((string? order, byte[] bytes) in new[] { ("little", little), ("big", big), (null, little) })
        {
            using TemporaryFolder folder = new();
            SafeTensor read = WeightFile.Read(Save(folder, new TorchWriter().Storage("0", bytes, 2).Zip(pickle, order))).Tensors["n"];

            Assert.Equal(type, read.Type);
            Assert.Equal([1f, -2], read.ToSingles());
            using TorchSharp.torch.Tensor tensor = read.ToTensor();
            Assert.Equal([1, -2], Network.Numbers.Values(tensor.to_type(TorchSharp.torch.ScalarType.Float32)));
        }
    }

    private static byte[] State(Action<PickleWriter> items)
    {
        PickleWriter pickle = new PickleWriter().Proto().Global("collections", "OrderedDict").Code(')').Code('R').Code('(');
        items(pickle);
        return pickle.Code('u').Stop().ToArray();
    }

    private static string Save(TemporaryFolder folder, byte[] bytes)
    {
        string path = folder.Path("a.pth");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Refusal(TemporaryFolder folder, byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => WeightFile.Read(Save(folder, bytes))).Message;
}
