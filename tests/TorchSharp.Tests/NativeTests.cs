using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class NativeTests
{
    [Fact]
    public void Abi_VersionAndStructSizes_AreThoseOfTheHeader()
    {
        Assert.Equal(NativeLibraryLoader.AbiVersion, NativeMethods.AbiVersion());
        long[] expected =
        [
            Unsafe.SizeOf<ScalarValue>(),
            Unsafe.SizeOf<TensorOptions>(),
            Unsafe.SizeOf<TensorInfo>(),
            Unsafe.SizeOf<SgdOptions>(),
            Unsafe.SizeOf<AdamOptions>(),
        ];
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(NativeMethods.StructSize));
        Assert.Equal(-1, NativeMethods.StructSize(expected.Length));
    }

    [Fact]
    public void Abi_InfoFields_ArriveInTheirPlaces()
    {
        using Tensor x = zeros([2, 3], ScalarType.Float64, requires_grad: true);
        using Tensor y = x.transpose(0, 1);

        NativeMethods.TensorInfo(y.Handle, out TensorInfo info);

        Assert.Equal(6, info.ElementCount);
        Assert.Equal(2, info.Dimensions);
        Assert.Equal((int)ScalarType.Float64, info.Dtype);
        Assert.Equal(0, info.DeviceType);
        Assert.Equal(-1, info.DeviceIndex);
        Assert.Equal(1, info.RequiresGrad);
        Assert.Equal(0, info.IsLeaf);
        Assert.Equal(0, info.IsContiguous);
        Assert.Equal(8, info.ElementSize);
    }

    [Theory]
    [InlineData(0, typeof(UnaryOperator), "")]
    [InlineData(1, typeof(UnaryOperatorInPlace), "_")]
    [InlineData(2, typeof(BinaryOperator), "")]
    [InlineData(3, typeof(BinaryOperatorInPlace), "_")]
    [InlineData(4, typeof(ScalarOperator), "")]
    [InlineData(5, typeof(ScalarOperatorInPlace), "_")]
    public void Abi_OperatorFamilies_HaveTheSameOrder(int family, Type operators, string suffix)
    {
        string[] names = Enum.GetNames(operators);
        for (int i = 0; i < names.Length; i++)
        {
            string native = Marshal.PtrToStringUTF8(NativeMethods.OperatorName(family, i))!;
            Assert.EndsWith(suffix, native, StringComparison.Ordinal);
            Assert.Equal(names[i], native.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);
        }

        Assert.Equal(0, NativeMethods.OperatorName(family, names.Length));
    }

    [Fact]
    public void Failure_InLibtorch_NamesFunctionAndReason()
    {
        using Tensor a = ones(2, 3);
        using Tensor b = ones(4, 5);

        ExternalException error = Assert.ThrowsAny<ExternalException>(() => a.matmul(b));

        Assert.StartsWith(
            "pt_binary(matmul): mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_LeavesNoTensorBehind()
    {
        using Tensor a = ones(2, 3);
        long before = LiveTensors.Count();

        Assert.ThrowsAny<ExternalException>(() => a.view(7));
        Assert.ThrowsAny<ExternalException>(() => cat([a, a.select(0, 0)]));

        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void NullHandle_IsAnErrorNotACrash()
    {
        ExternalException error = Assert.ThrowsAny<ExternalException>(
            () => NativeMethods.Unary((int)UnaryOperator.Exp, TensorHandle.None, out _));

        Assert.Equal("pt_unary(exp): argument 'tensor' is null or was disposed", error.Message);
    }

    [Fact]
    public void NullArgument_IsNamed()
    {
        using Tensor a = ones(1);

        Assert.Equal("target", Assert.Throws<ArgumentNullException>(() => a.mm(null!)).ParamName);
        Assert.Throws<ArgumentNullException>(() => a.add((Scalar)null!));
        Assert.Throws<ArgumentNullException>(() => nn.functional.relu(null!));
    }

    [Fact]
    public void UnknownOperator_IsAnError() =>
        Assert.Contains(
            "unknown operator 9999",
            Assert.ThrowsAny<ExternalException>(() =>
            {
                using Tensor a = ones(1);
                NativeMethods.UnaryInPlace(9999, a.Handle);
            }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Candidates_InOrder_EndWhereTheVariableSays()
    {
        IReadOnlyList<string> usual = NativeLibraryLoader.Candidates(null, "/app");
        Assert.Equal("/app/libdenseedge_torch.so", usual[0]);
        Assert.Equal($"/app/runtimes/{RuntimeInformation.RuntimeIdentifier}/native/libdenseedge_torch.so", usual[1]);
        Assert.Equal(["/chosen.so"], NativeLibraryLoader.Candidates("/chosen.so", "/app"));
    }

    [Fact]
    public void MissingLibrary_ListsEveryPathAndWhatToDo()
    {
        DllNotFoundException error = Assert.Throws<DllNotFoundException>(
            () => NativeLibraryLoader.Load(["/nonexistent/a.so", "/nonexistent/b.so"]));

        Assert.Contains("'denseedge_torch' could not be loaded", error.Message, StringComparison.Ordinal);
        Assert.Contains("tools/build-native.sh", error.Message, StringComparison.Ordinal);
        Assert.Contains(NativeLibraryLoader.PathVariable, error.Message, StringComparison.Ordinal);
        Assert.Contains("\n  /nonexistent/a.so: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("\n  /nonexistent/b.so: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot open shared object file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherLibrary_IsRefusedByItsAbi()
    {
        BadImageFormatException error = Assert.Throws<BadImageFormatException>(
            () => NativeLibraryLoader.Load(["libc.so.6"]));

        Assert.Contains("ABI version 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_CanBeSet()
    {
        int before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
        Assert.False(cuda.is_available() && cuda.device_count() == 0);
    }
}
