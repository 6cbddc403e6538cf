using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using OpenCvSharp.Internal;

namespace OpenCvSharp.Tests;

public sealed partial class NativeLibraryTests
{
    [Fact]
    public void Candidates_WithTheVariableSet_AreThatPathAlone()
    {
        Assert.Equal(["/some/where.so"], NativeLibraryLoader.Candidates("/some/where.so", "/program"));
    }

    [Fact]
    public void Candidates_WithoutTheVariable_AreBesideTheProgramAndItsRuntimeFolder()
    {
        IReadOnlyList<string> candidates = NativeLibraryLoader.Candidates(null, "/program");

        Assert.Equal(2, candidates.Count);
        Assert.Contains("denseedge_opencv", candidates[0], StringComparison.Ordinal);
        Assert.Contains(Path.Combine("runtimes", string.Empty), candidates[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhenNothingLoads_TellsEachAttempt()
    {
        DllNotFoundException e = Assert.Throws<DllNotFoundException>(
            () => NativeLibraryLoader.Load(["/nonexistent/one.so", "/nonexistent/two.so"]));

        Assert.Contains("/nonexistent/one.so: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("/nonexistent/two.so: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("DENSEEDGE_OPENCV_LIBRARY", e.Message, StringComparison.Ordinal);
        Assert.Contains("tools/build-native.sh", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckAbi_OfAnotherVersion_TellsBoth()
    {
        DllNotFoundException e = Assert.Throws<DllNotFoundException>(() => NativeLibraryLoader.CheckAbi(99));

        Assert.Contains("99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scalar_AcrossTheAbi_IsFourDoubles()
    {
        Assert.Equal(32, Marshal.SizeOf<Scalar>());
        Assert.Equal(24, Marshal.OffsetOf<Scalar>(nameof(Scalar.Val3)));
        Assert.Equal(32, Unsafe.SizeOf<Scalar>());
    }

    [Fact]
    public void Imports_OfTheShim_AreTheFunctionsOfItsHeader()
    {
        string header = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "denseedge_opencv.h"));
        string[] declared = [.. Declaration().Matches(header).Select(match => match.Groups[1].Value)];

        // Each generated stub holds one P/Invoke, as a local function or directly.
        string[] imported = [.. typeof(NativeMethods)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<DllImportAttribute>()?.EntryPoint)
            .OfType<string>()
            .Distinct()];

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Order(StringComparer.Ordinal), imported.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"CV_SHIM_API [\w\* ]+?(cv_\w+)\(")]
    private static partial Regex Declaration();
}
