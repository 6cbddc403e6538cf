using DenseEdge.Bundles.Deltas;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Tests.Deltas;

public sealed class ModelDeltaTests : IDisposable
{
    private const int Count = 20_000;

    private readonly TemporaryFolder _folder = new();
    private readonly float[] _weights;
    private readonly byte[] _codes;

    public ModelDeltaTests()
    {
        Random random = new(11);
        _weights = [.. Enumerable.Range(0, Count).Select(_ => (float)(random.NextDouble() - 0.5))];
        _codes = new byte[Count];
        random.NextBytes(_codes);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Apply_OfADelta_MakesTheNewFileByteByByte()
    {
        byte[] old = SampleModel.Build(_weights, _codes, "before");
        byte[] result = SampleModel.Build(
            [.. _weights.Select((value, i) => i % 3 == 0 ? value * 1.0001f : value)], Nudged(), "after, and longer");
        byte[] delta = Delta(old, result, out IReadOnlyList<TensorChange> changes);

        Assert.Equal(result, Applied(old, delta, result));
        Assert.Equal([TensorChangeKind.Difference, TensorChangeKind.Difference], changes.Select(change => change.Kind));

        // One weight in three, and one code in ten.
        Assert.Equal(1.0 / 3, changes[0].ChangedShare, 3);
        Assert.Equal(0.1, changes[1].ChangedShare, 3);
        Assert.True(ModelDelta.Pays(delta.Length, result.Length), $"{delta.Length} of {result.Length}");
    }

    [Fact]
    public void Create_WhereOneTensorStayed_CopiesIt()
    {
        byte[] delta = Delta(
            SampleModel.Build(_weights, _codes, "x"), SampleModel.Build(
                _weights, Nudged(), "x"), out IReadOnlyList<TensorChange> changes);

        Assert.Equal([TensorChangeKind.Same, TensorChangeKind.Difference], changes.Select(change => change.Kind));

        // 80 000 random bytes of weights can't be in it.
        Assert.InRange(delta.Length, 30, 8_000);
    }

    [Fact]
    public void Create_OfAnotherSize_TakesTheTensorWhole()
    {
        byte[] old = SampleModel.Build(_weights, _codes, "x");
        byte[] result = SampleModel.Build(_weights[..^4], _codes, "x");
        byte[] delta = Delta(old, result, out IReadOnlyList<TensorChange> changes);

        Assert.Equal([TensorChangeKind.Literal, TensorChangeKind.Same], changes.Select(change => change.Kind));
        Assert.Equal(result, Applied(old, delta, result));
        Assert.False(ModelDelta.Pays(delta.Length, result.Length));
    }

    [Fact]
    public void Create_OfSomethingElse_SaysThatItIsNoModel()
        => Assert.Contains(
            "ONNX", Assert.Throws<InvalidDataException>(
                () => Delta([0xff, 0xff, 1, 2], [1], out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void Apply_ToAnotherModel_LeavesNothing()
    {
        byte[] old = SampleModel.Build(_weights, _codes, "x");
        byte[] result = SampleModel.Build(_weights, Nudged(), "x");
        byte[] delta = Delta(old, result, out _);
        old[5_000] ^= 1;

        Assert.Throws<InvalidDataException>(() => Applied(old, delta, result));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Apply_OfAMutatedDelta_MakesTheRightModelOrNone()
    {
        byte[] old = SampleModel.Build(_weights[..500], _codes[..500], "x");
        byte[] result = SampleModel.Build([.. _weights[..500].Select(value => -value)], Nudged()[..500], "y");
        byte[] delta = Delta(old, result, out _);
        Random random = new(4);
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = (byte[])delta.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Exception? fault = Record.Exception(() => Assert.Equal(result, Applied(old, changed, result)));
            Assert.True(fault is null or InvalidDataException, $"{i}: {fault}");
        }
    }

    [Fact]
    public void ElementDifference_OfEveryKind_GivesTheNumbersBack()
    {
        Random random = new(8);
        foreach (DeltaElement element in Enum.GetValues<DeltaElement>())
        {
            (byte[] old, byte[] result, byte[] planes, byte[] back) = (new byte[64], new byte[64], new byte[64], new byte[64]);
            random.NextBytes(old);
            random.NextBytes(result);

            // Infinity, minus zero, the smallest integer: bits are what counts.
            new byte[] { 0, 0, 0x80, 0x7f, 0, 0, 0, 0x80 }.CopyTo(old, 0);
            ElementDifference.Encode(element, old, result, planes);
            ElementDifference.Decode(element, old, planes, back);

            Assert.Equal(result, back);
        }
    }

    // 1.0f is 0x3f800000, the next float one higher; -1.0f's next smaller number is one lower in the order.
    [Fact]
    public void ElementDifference_OfNeighbouringFloats_IsOne()
    {
        byte[] planes = new byte[8];
        ElementDifference.Encode(
            DeltaElement.Single,
            [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-1f)],
            [.. BitConverter.GetBytes(MathF.BitIncrement(1)), .. BitConverter.GetBytes(MathF.BitDecrement(-1))],
            planes);

        // Zigzag: +1 is 2, -1 is 1; lowest bytes first.
        Assert.Equal([2, 1, 0, 0, 0, 0, 0, 0], planes);
    }

    private byte[] Nudged()
    {
        byte[] codes = (byte[])_codes.Clone();
        for (int i = 0; i < codes.Length; i += 10)
        {
            codes[i] = unchecked((byte)(codes[i] + 1));
        }

        return codes;
    }

    private static byte[] Delta(byte[] old, byte[] result, out IReadOnlyList<TensorChange> changes)
    {
        using MemoryStream delta = new();
        changes = ModelDelta.Create(new MemoryStream(old), new MemoryStream(result), delta);
        return delta.ToArray();
    }

    private byte[] Applied(byte[] old, byte[] delta, byte[] result)
    {
        string path = _folder.At("result.onnx");
        ModelDelta.Apply(
            new MemoryStream(old), new MemoryStream(delta), PhysicalFileSystem.Instance, path, BlobDigest.Of(
                result), result.Length);
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
