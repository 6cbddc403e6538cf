using DenseEdge.Data.Mat;

namespace DenseEdge.Data.Tests.Mat;

public sealed class MatFileTests
{
    public static TheoryData<bool, bool> Writers => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Writers))]
    public void Decode_OfEveryNumericClass_GivesRows(bool bigEndian, bool compressed)
    {
        MatBuilder mat = new(bigEndian, compressed);
        int[] storages = [9, 7, 1, 2, 3, 4, 5, 6, 12, 13];
        for (int kind = 6; kind <= 15; kind++)
        {
            // Columns 1 2, 3 4, 5 6 are rows 1 3 5, 2 4 6.
            mat.Add(mat.Numbers($"v{kind}", kind, storages[kind - 6], [2, 3], [1, 2, 3, 4, 5, 6]));
        }

        IReadOnlyDictionary<string, MatArray> read = MatFile.Decode(mat.ToBytes(), "a.mat");

        Assert.Equal(10, read.Count);
        Assert.All(read.Values, array => Assert.Equal([1f, 3, 5, 2, 4, 6], array.Numbers.ToSingles()));
        Assert.All(read.Values, array => Assert.Equal([1, 3, 5, 2, 4, 6], array.Numbers.ToInt32s()));
        Assert.All(read.Values, array => Assert.Equal([2, 3], array.Shape));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Decode_OfNestedStructsAndCells_GivesThem(bool bigEndian, bool compressed)
    {
        MatBuilder mat = new(bigEndian, compressed);
        byte[] part = mat.Struct(
            "", [1, 2], ["part_name", "mask"],
            mat.Text("", "head"), mat.Numbers("", 9, 2, [1, 2], [1, 0], logical: true),
            mat.Text("", "torso"), mat.Numbers("", 9, 2, [1, 2], [0, 1], logical: true));
        mat.Add(mat.Struct("anno", [1, 1], ["imname", "parts", "never"], mat.Text("", "a.jpg"), part, mat.Element(14, [])));
        mat.Add(mat.Cell("list", [2, 1], mat.Text("", "x"), mat.Numbers("", 6, 9, [1, 1], [-2.5])));

        IReadOnlyDictionary<string, MatArray> read = MatFile.Decode(mat.ToBytes(), "a.mat");

        MatStruct anno = read["anno"].Structs;
        Assert.Equal("a.jpg", anno.Field(0, "imname").Text);
        MatStruct parts = anno.Field(0, "parts").Structs;
        Assert.Equal("torso", parts.Field(1, "part_name").Text);
        Assert.Equal([0f, 1], parts.Field(1, "another name", 1).Numbers.ToSingles());
        Assert.Equal(0, anno.Field(0, "never").Count);
        IReadOnlyList<MatArray> cells = ((MatCell)read["list"]).Cells;
        Assert.Equal("x", cells[0].Text);
        Assert.Equal(-2.5, cells[1].Numbers.Scalar());
        Assert.Equal("'a.mat': anno.parts(2).mask", parts.Field(1, "mask").Place);
    }

    [Fact]
    public void Decode_OfThreeDimensions_GivesTheLastFastest()
    {
        MatBuilder mat = new();

        // Element (i, j, k) = 100i + 10j + k of [2, 2, 2], the first index fastest.
        mat.Add(mat.Numbers("n", 6, 9, [2, 2, 2], [0, 100, 10, 110, 1, 101, 11, 111]));

        Assert.Equal(
            [0f, 1, 10, 11, 100, 101, 110, 111], MatFile.Decode(mat.ToBytes(), "a.mat")["n"].Numbers.ToSingles());
    }

    [Fact]
    public void Decode_OfArraysThatAreNotRead_SaysWhatTheyAre()
    {
        MatBuilder mat = new();
        mat.Add(mat.Array("sparse", 5, [2, 2], 0));
        mat.Add(mat.Numbers("complex", 6, 9, [1, 1], [1], complex: true));
        mat.Add(mat.Array("handle", 16, [1, 1], 0));

        IReadOnlyDictionary<string, MatArray> read = MatFile.Decode(mat.ToBytes(), "a.mat");

        Assert.Contains("sparse matrix", Refusal(read["sparse"]), StringComparison.Ordinal);
        Assert.Contains("complex numbers", Refusal(read["complex"]), StringComparison.Ordinal);
        Assert.Contains("'a.mat': handle: expected numbers, found a function handle", Refusal(read["handle"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfHdf5_SaysWhatToDo()
    {
        byte[] old = new byte[600];
        "MATLAB 7.3 MAT-file, Platform: GLNXA64"u8.CopyTo(old);
        foreach (byte[] bytes in new[] { old, [0x89, .. "HDF\r\n"u8, 26, 10, .. new byte[600]] })
        {
            string message = Assert.Throws<InvalidDataException>(() => MatFile.Decode(bytes, "new.mat")).Message;

            Assert.Contains("'new.mat' is a MAT file of version 7.3 (HDF5)", message, StringComparison.Ordinal);
            Assert.Contains("-v7", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decode_OfOtherFiles_NamesThem()
    {
        Assert.Contains("no MAT file", Message([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("level 4", Message(new byte[200]), StringComparison.Ordinal);
        Assert.Contains("version 2.0", Message(new MatBuilder().ToBytes(version: 0x0200)), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAHugeShape_TakesNoMemory()
    {
        MatBuilder mat = new();
        mat.Add(mat.Array("cells", 1, [30_000, 60_000], 0));

        Assert.Contains("1800000000 arrays follow in 0 bytes", Message(mat.ToBytes()), StringComparison.Ordinal);

        MatBuilder numbers = new();
        numbers.Add(numbers.Array("n", 6, [2_000_000_000, 2_000_000_000, 2_000_000_000], 0));
        Assert.Contains("dimensions", Message(numbers.ToBytes()), StringComparison.Ordinal);

        MatBuilder negative = new();
        negative.Add(negative.Array("n", 6, [-1, 1], 0));
        Assert.Contains("dimension -1", Message(negative.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfDeepStructs_Ends()
    {
        MatBuilder mat = new();
        byte[] inner = mat.Numbers("", 6, 9, [1, 1], [1]);
        for (int i = 0; i < 40; i++)
        {
            inner = mat.Cell(i == 39 ? "deep" : "", [1, 1], inner);
        }

        Assert.Contains("too deep", Message(mat.Add(inner).ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfADecompressionBomb_StopsAtTheLimit()
    {
        MatBuilder mat = new(compressed: true);
        mat.Add(mat.Numbers("zeros", 9, 2, [1, 3_000_000], new double[3_000_000]));
        byte[] bytes = mat.ToBytes();
        Assert.True(bytes.Length < 100_000);

        string message = Assert.Throws<InvalidDataException>(
            () => MatFile.Decode(bytes, "bomb.mat", new MatLimits { InflatedBytes = 1_000_000 })).Message;

        Assert.Contains("'bomb.mat'", message, StringComparison.Ordinal);
        Assert.Equal(3_000_000, MatFile.Decode(bytes, "bomb.mat")["zeros"].Count);
    }

    [Fact]
    public void Decode_OfDamagedFiles_NeverFailsOtherwise()
    {
        Random random = new(5);
        foreach (bool compressed in new[] { false, true })
        {
            MatBuilder mat = new(compressed: compressed);
            mat.Add(mat.Struct("s", [1, 2], ["a", "b"], mat.Text("", "x"), mat.Numbers("", 6, 2, [2, 2], [1, 2, 3, 4]),
                mat.Cell("", [1, 1], mat.Numbers("", 9, 2, [1, 1], [7])), mat.Element(14, [])));
            byte[] good = mat.ToBytes();
            for (int i = 0; i < 3000; i++)
            {
                byte[] bad = random.Next(3) == 0 ? good[..random.Next(good.Length)] : (byte[])good.Clone();
                for (int flips = random.Next(4); flips > 0 && bad.Length > 128; flips--)
                {
                    bad[random.Next(124, bad.Length)] ^= (byte)(1 << random.Next(8));
                }

                Exception? thrown = Record.Exception(() =>
                {
                    foreach (MatArray array in MatFile.Decode(bad, "bad.mat").Values)
                    {
                        _ = (array as MatNumeric)?.ToSingles();
                    }
                });
                Assert.True(thrown is null or InvalidDataException, $"seed {i}: {thrown}");
            }
        }
    }

    private static string Message(byte[] bytes) => Assert.Throws<InvalidDataException>(() => MatFile.Decode(bytes, "a.mat")).Message;

    private static string Refusal(MatArray array) => Assert.Throws<InvalidDataException>(() => array.Numbers).Message;
}
