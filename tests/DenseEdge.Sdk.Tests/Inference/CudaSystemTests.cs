using DenseEdge.Sdk.Inference.Cuda;
using DenseEdge.Sdk.Inference.TensorRt;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class CudaSystemTests
{
    private static readonly CudaDevice Orin = new(0, "Orin", "8.7", IsIntegrated: true);

    [Theory]
    [InlineData(11040, "11.4")]
    [InlineData(12060, "12.6")]
    [InlineData(13000, "13.0")]
    public void Version_OfANumber_IsReadAsCudaWritesIt(int number, string expected)
        => Assert.Equal(expected, CudaSystem.Version(number));

    [Theory]
    [InlineData(8502, "8.5.2")]
    [InlineData(8602, "8.6.2")]
    [InlineData(100300, "10.3.0")]
    [InlineData(101602, "10.16.2")]
    public void TensorRtVersion_OfANumber_IsReadAsItsHeaderWritesIt(int number, string expected)
        => Assert.Equal(expected, TensorRtLibrary.Parse(number).ToString());

    [Fact]
    public void FindFault_OfAnIndexThatNoGpuHas_NamesThoseThatAre()
    {
        CudaSystem system = new(null, "12.6", [Orin]);

        Assert.Null(system.FindFault(0));
        Assert.Equal("expected a GPU with the index 2, found 1: Orin.", system.FindFault(2));
    }

    [Fact]
    public void Read_WithoutADriver_NamesTheLibrary()
    {
        CudaSystem system = CudaDriver.Read("libcuda-that-is-not-there.so.1");

        Assert.Equal("expected NVIDIA's driver, found no library libcuda-that-is-not-there.so.1.", system.FindFault(0));
        Assert.Null(system.DriverVersion);
    }
}
