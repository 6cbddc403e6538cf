using System.IO.Compression;
using DenseEdge.Training.Weights;

namespace DenseEdge.Training.Tests.Weights.Torch;

public sealed class HostileCheckpointTests
{
    public static TheoryData<string> Attacks
    {
        get
        {
            TheoryData<string> names = new();
            foreach (string name in Pickles.Keys)
            {
                names.Add(name);
            }

            return names;
        }
    }

    // Every way that a pickle has to call something, each in place of a tensor.
    private static Dictionary<string, Action<PickleWriter>> Pickles { get; } = new()
    {
        ["global and reduce"] = p => p.Global("os", "system").Text("true").Raw(0x85).Code('R'),
        ["stack global"] = p => p.Proto(4).ShortText("os").ShortText("system").Raw(0x93).Text("true").Raw(0x85).Code('R'),
        ["inst"] = p => p.Code('(').Text("true").Code('i').Line("os").Line("system"),
        ["obj"] = p => p.Code('(').Global("os", "system").Text("true").Code('o'),
        ["newobj"] = p => p.Global("os", "system").Text("true").Raw(0x85).Raw(0x81),
        ["newobj_ex"] = p => p.Global("os", "system").Text("true").Raw(0x85).Code('}').Text("x").Number(1).Code('s').Raw(0x92),
        ["build"] = p => p.Global("os", "system").Code(')').Raw(0x81).Code('}').Code('b'),
        ["name alone"] = p => p.Global("os", "system"),
        ["in a list"] = p => p.Code(']').Code(']').Global("os", "system").Code('a').Code('a'),
        ["in a tuple"] = p => p.Global("os", "system").Raw(0x85),
        ["as a key"] = p => p.Code('}').Global("os", "system").Number(1).Code('s'),
        ["in the attributes"] = p => p.Code('}').Code('}').Text("a").Global("os", "system").Code('s').Code('b'),
        ["in a dictionary of pairs"] = p => p.Global("collections", "OrderedDict").Code(']').Text("a").Global("os", "system").Raw(0x86)
            .Code('a').Raw(0x85).Code('R'),
        ["dup"] = p => p.Global("os", "system").Code('2').Code('0').Text("true").Raw(0x85).Code('R'),
        ["memo"] = p => p.Global("os", "system").Raw((byte)'q', 9).Code('0').Raw((byte)'h', 9).Text("true").Raw(0x85).Code('R'),
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Read_OfACallInAStateDictionary_RefusesItByName(string attack)
    {
        foreach (string? wrapper in new[] { null, "state_dict" })
        {
            PickleWriter pickle = new PickleWriter().Proto();
            if (wrapper is not null)
            {
                pickle.Code('}').Text(wrapper);
            }

            pickle.Code('}').Text("conv.weight");
            Pickles[attack](pickle);
            byte[] bytes = (wrapper is null ? pickle.Code('s') : pickle.Code('s').Code('s')).Stop().ToArray();

            foreach (byte[] file in new[] { new TorchWriter().Zip(bytes), new TorchWriter().Legacy(bytes) })
            {
                string message = Refusal(file);
                Assert.Contains("os.system", message, StringComparison.Ordinal);
                Assert.Contains("nothing of it was executed", message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Read_OfACallWhoseResultIsThrownAway_IsRefusedInAPlainDictionary()
    {
        byte[] pickle = new PickleWriter().Proto().Global("builtins", "eval").Text("1").Raw(0x85).Code('R').Code('0')
            .Code('}').Stop().ToArray();

        Assert.Contains("builtins.eval", Refusal(new TorchWriter().Zip(pickle)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch._utils", "_rebuild_sparse_tensor")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("collections", "OrderedDict.__init__")]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    [InlineData("_codecs", "encode")]
    public void Read_OfAnyOtherName_RefusesIt(string module, string name)
    {
        byte[] pickle = new PickleWriter().Proto().Global(module, name).Code(')').Code('R').Stop().ToArray();

        Assert.Contains($"{module}.{name}", Refusal(new TorchWriter().Zip(pickle)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfWrongUses_SaysWhatIsWrong()
    {
        (Action<PickleWriter> Write, string Expected)[] cases =
        [
            (p => p.Number(1).Code(')').Code('R'), "no class and no function"),
            (p => p.Code('R'), "values that it has not made"),
            (p => p.Raw(0x82, 1), "by number"),
            (p => p.Raw(0x97), "from outside"),
            (p => p.Code('P').Line("x"), "storage 'x'"),
            (p => p.Raw((byte)'h', 3), "it has not made"),
            (p => p.Code('u'), "none were begun"),
            (p => p.Raw(0xff), "0xff"),
            (p => p.Raw(0x80, 9), "protocol is 9"),
            (p => p.Raw(0x8b, 255, 255, 255, 127), "integer of 2147483647 bytes"),
            (p => p.Raw((byte)'X', 255, 255, 255, 127), "cut off"),
            (p => p.Raw(0x8e, 255, 255, 255, 255, 255, 255, 255, 255), "cut off"),
            (p => p.Number(1).Code('}').Code('b'), "sets attributes"),
            (p => p.Number(1).Number(2).Code('a'), "no list"),
            (p => p.Number(1).Number(2).Number(3).Code('s'), "no dictionary"),
            (p => p.Code('I').Line("1e5"), "no integer"),
            (p => p.Code('(').Text("storage").Code('t').Code('Q'), "no storage of numbers"),
            (p => p.Global("torch._utils", "_rebuild_tensor_v2").Code(')').Code('R'), "rebuilds a tensor"),
            (p => p.Code('(').Text("storage").Global("torch", "QUInt8Storage").Text("0").Text("cpu").Number(1).Code('t').Code('Q'),
                "type torch.QUInt8Storage"),
            (p => p.Code(']'), "holds a list"),
        ];
        foreach ((Action<PickleWriter> write, string expected) in cases)
        {
            PickleWriter pickle = new PickleWriter().Proto();
            write(pickle);
            Assert.Contains(expected, Refusal(new TorchWriter().Zip(pickle.Stop().ToArray())), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, new long[] { 3 }, new long[] { 1 })]
    [InlineData(1, new long[] { 2 }, new long[] { 1 })]
    [InlineData(-1, new long[] { 1 }, new long[] { 1 })]
    [InlineData(1, new long[] { 2 }, new long[] { -1 })]
    [InlineData(0, new long[] { -2 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2 }, new long[] { long.MaxValue })]
    [InlineData(long.MaxValue, new long[] { 2 }, new long[] { 1 })]
    [InlineData(0, new long[] { long.MaxValue, long.MaxValue, long.MaxValue }, new long[] { 0, 0, 0 })]
    [InlineData(0, new long[] { 1, 1 }, new long[] { 1 })]
    public void Read_OfATensorBeyondItsStorage_RefusesIt(long offset, long[] size, long[] stride)
    {
        byte[] pickle = new PickleWriter().Proto().Code('}').Text("w").Tensor("FloatStorage", "0", 2, offset, size, stride).Code('s')
            .Stop().ToArray();

        Assert.Contains("in a storage of 2 numbers", Refusal(new TorchWriter().Storage("0", new byte[8], 2).Zip(pickle)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfStoragesThatLie_RefusesThem()
    {
        byte[] Pickle(long count) => new PickleWriter().Proto().Code('}').Text("w")
            .Tensor("FloatStorage", "0", count, 0, [1], [1]).Code('s').Stop().ToArray();

        Assert.Contains("8 bytes, expected 4000", Refusal(new TorchWriter().Storage("0", new byte[8], 2).Zip(Pickle(1000))), StringComparison.Ordinal);
        Assert.Contains("no storage '0'", Refusal(new TorchWriter().Storage("1", new byte[8], 2).Zip(Pickle(2))), StringComparison.Ordinal);
        Assert.Contains("expected 1000", Refusal(new TorchWriter().Storage("0", new byte[8], 2).Legacy(Pickle(1000))), StringComparison.Ordinal);
        Assert.Contains("bytes follow", Refusal(new TorchWriter().Storage("0", new byte[8], 1L << 40).Legacy(Pickle(1L << 40))), StringComparison.Ordinal);
        Assert.Contains("byte order is 'middle'", Refusal(new TorchWriter().Zip(Pickle(1), "middle")), StringComparison.Ordinal);
        byte[] twice = new PickleWriter().Proto().Code('}')
            .Text("a").Tensor("FloatStorage", "0", 2, 0, [1], [1]).Code('s')
            .Text("b").Tensor("LongStorage", "0", 2, 0, [1], [1]).Code('s').Stop().ToArray();
        Assert.Contains("described in two ways", Refusal(new TorchWriter().Zip(twice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnInflatedTensor_StopsAtAProportionOfTheFile()
    {
        // 400 MB of repeated numbers out of one.
        byte[] pickle = new PickleWriter().Proto().Code('}').Text("w").Tensor("FloatStorage", "0", 1, 0, [10_000, 10_000], [0, 0]).Code('s')
            .Stop().ToArray();
        Assert.Contains("out of all proportion", Refusal(new TorchWriter().Storage("0", new byte[4], 1).Zip(pickle)), StringComparison.Ordinal);

        // 100 MB of zeros out of a small archive.
        byte[] zeros = new PickleWriter().Proto().Code('}').Text("w").Tensor("ByteStorage", "0", 100_000_000, 0, [1], [1]).Code('s')
            .Stop().ToArray();
        Assert.Contains(
            "out of all proportion",
            Refusal(new TorchWriter().Storage("0", new byte[100_000_000], 100_000_000).Zip(zeros, level: CompressionLevel.Fastest)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfListsThatHoldThemselvesMillionsOfTimes_Ends()
    {
        // 60 lists, each of which holds the one before twice: walked naively, that is 2^60 lists.
        PickleWriter pickle = new PickleWriter().Proto().Code('}').Text("state_dict").Code('}').Text("w").Code(']');
        for (int i = 0; i < 60; i++)
        {
            pickle.Code('2').Raw(0x86);
        }

        byte[] bytes = pickle.Code('s').Code('s').Stop().ToArray();
        using TemporaryFolder folder = new();
        string path = folder.Path("a.pth");
        File.WriteAllBytes(path, new TorchWriter().Zip(bytes));

        Assert.Equal(["w (a list)"], WeightFile.Read(path).Skipped);
    }

    [Fact]
    public void Read_OfDamagedFiles_NeverFailsOtherwise()
    {
        byte[] pickle = new PickleWriter().Proto().Code('}').Text("a").Tensor("FloatStorage", "0", 4, 0, [2, 2], [2, 1]).Code('s')
            .Text("b").Tensor("HalfStorage", "1", 2, 0, [2], [1], isParameter: true).Code('s').Stop().ToArray();
        TorchWriter writer = new TorchWriter().Storage("0", TorchWriter.Bytes(1, 2, 3, 4), 4).Storage("1", new byte[4], 2);
        Random random = new(11);
        using TemporaryFolder folder = new();
        foreach (byte[] good in new[] { writer.Zip(pickle), writer.Legacy(pickle), writer.Zip(pickle, level: CompressionLevel.Fastest) })
        {
            for (int i = 0; i < 400; i++)
            {
                byte[] bad = random.Next(3) == 0 ? good[..random.Next(good.Length)] : (byte[])good.Clone();
                for (int flips = random.Next(1, 4); flips > 0 && bad.Length > 0; flips--)
                {
                    bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
                }

                string path = folder.Path("bad.pth");
                File.WriteAllBytes(path, bad);
                Exception? thrown = Record.Exception(() => WeightFile.Read(path));
                Assert.True(thrown is null or InvalidDataException, $"case {i}: {thrown}");
            }
        }
    }

    private static string Refusal(byte[] bytes)
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("bad.pth");
        File.WriteAllBytes(path, bytes);
        return Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message;
    }
}
