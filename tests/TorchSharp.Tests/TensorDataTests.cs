using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TensorDataTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Factories_MakeTheAskedShapeAndType()
    {
        Assert.Equal(ScalarType.Float32, zeros(2, 3).dtype);
        Assert.Equal(ScalarType.Int64, ones(2, int64).dtype);
        TensorAssert.Close([1, 1], ones(2));
        TensorAssert.Close([2.5f, 2.5f], full(2, 2.5));
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        TensorAssert.Close([1, 1.5f, 2], arange(1.0, 2.5, 0.5));
        TensorAssert.Close([0, 0.5f, 1], linspace(0, 1, 3));
        TensorAssert.Shape([2, 3, 4, 5], empty(2, 3, 4, 5));
        TensorAssert.Close([1, 0, 0, 1], eye(2));
        Assert.Equal(ScalarType.Float64, zeros_like(ones(3), float64).dtype);
        Assert.Equal(3f, tensor(3f).ToSingle());
        Assert.Empty(tensor(3f).shape);
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 255 }).dtype);
        Assert.Equal(255, tensor(new byte[] { 255 }).ToInt32());
        TensorAssert.Shape([2, 1, 2], from_array(new float[2, 1, 2]));
        TensorAssert.Shape([3, 2], tensor(new float[6], [3, 2]));
        Assert.True(ones(1, requires_grad: true).requires_grad);
    }

    [Fact]
    public void Tensor_OfAnotherCountThanTheShape_Throws()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => tensor(new float[5], [3, 2]));

        Assert.Contains("6 elements", error.Message, StringComparison.Ordinal);
        Assert.Contains("has 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_FromAnArray_OwnsACopy()
    {
        float[] data = [1, 2];
        Tensor x = tensor(data);
        data[0] = 9;

        TensorAssert.Close([1, 2], x);
    }

    [Fact]
    public void Accessor_OfATransposedTensor_ReadsInLogicalOrder()
    {
        Tensor x = arange(6, float32).view(2, 3).transpose(0, 1);

        Assert.Equal([0, 3, 1, 4, 2, 5], x.data<float>().ToArray());
        Assert.Equal(4f, x.data<float>()[1, 1]);
        x.data<float>()[2, 0] = 7;
        Assert.Equal(7f, x[2, 0].ToSingle());
        float[] replacement = [10, 11];
        x.data<float>().CopyFrom(replacement, tensorIndex: 4);
        Assert.Equal(11f, x[2, 1].ToSingle());
    }

    [Fact]
    public void Accessor_OfAnotherType_Throws() =>
        Assert.Throws<ArgumentException>(() => ones(2).data<double>());

    [Fact]
    public void Bytes_CanBeReadAndReplaced()
    {
        Tensor x = arange(1, 3, ScalarType.Int32);
        Assert.Equal(8, x.bytes.Length);

        x.bytes = [3, 0, 0, 0, 4, 0, 0, 0];

        Assert.Equal([3, 4], x.data<int>().ToArray());
    }

    [Fact]
    public void Items_ConvertToTheAskedType()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Equal(2L, tensor(2.5f).item<long>());
        Assert.Equal(long.MaxValue, tensor(long.MaxValue).item<long>());
        Assert.True(tensor(true).item<bool>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void Conversions_ChangeTheTypeOnly()
    {
        Tensor x = tensor(new float[] { 1.7f, -1.7f });

        Assert.Equal([1, -1], x.to(int64).data<long>().ToArray());
        Assert.Equal(ScalarType.Float64, x.to(float64, CPU).dtype);
        Assert.Equal(DeviceType.CPU, x.cpu().device_type);
        Assert.Equal("cpu", x.device.ToString());
        Assert.Equal("[2], type = Float32, device = cpu", x.ToString());
        Assert.Equal(1, device("cuda:1").index);
    }

    [Fact]
    public void Generator_StateCanBeSavedAndRestored()
    {
        using Generator generator = manual_seed(11);
        Assert.Equal(11, generator.initial_seed());
        Tensor state = generator.get_state();
        float[] first = randn(4).data<float>().ToArray();

        generator.set_state(state);

        Assert.Equal(first, randn(4).data<float>().ToArray());
        using var own = new Generator(5);
        Assert.Equal(5, own.initial_seed());
        Assert.Equal(6, own.manual_seed(6).initial_seed());
    }

    [Fact]
    public void Seed_MakesRandomNumbersRepeat()
    {
        manual_seed(7);
        float[] first = rand(4).data<float>().ToArray();
        manual_seed(7);

        Assert.Equal(first, rand(4).data<float>().ToArray());
        Assert.NotEqual(first, rand(4).data<float>().ToArray());
        Assert.Equal([0, 1, 2, 3, 4], randperm(5).data<long>().ToArray().Order());
        Assert.All(randint(2, 5, [100]).data<long>().ToArray(), value => Assert.InRange(value, 2, 4));
    }
}
