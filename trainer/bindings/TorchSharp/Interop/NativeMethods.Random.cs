using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>random.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_generator_new")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorNew(
        ulong seed, int deviceType, int deviceIndex, out GeneratorHandle generator);

    [LibraryImport(Library, EntryPoint = "pt_generator_free")]
    internal static partial void GeneratorFree(nint handle);

    [LibraryImport(Library, EntryPoint = "pt_generator_default")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorDefault(out GeneratorHandle generator);

    [LibraryImport(Library, EntryPoint = "pt_generator_set_seed")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorSetSeed(GeneratorHandle generator, long seed);

    [LibraryImport(Library, EntryPoint = "pt_generator_initial_seed")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorInitialSeed(GeneratorHandle generator, out long seed);

    [LibraryImport(Library, EntryPoint = "pt_generator_get_state")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorGetState(GeneratorHandle generator, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_generator_set_state")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GeneratorSetState(GeneratorHandle generator, TensorHandle state);

    [LibraryImport(Library, EntryPoint = "pt_manual_seed")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ManualSeed(long seed);

    [LibraryImport(Library, EntryPoint = "pt_rand")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Rand(
        ReadOnlySpan<long> sizes, int dims, GeneratorHandle generator, in TensorOptions options,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_randn")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Randn(
        ReadOnlySpan<long> sizes, int dims, GeneratorHandle generator, in TensorOptions options,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_randint")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Randint(
        long low, long high, ReadOnlySpan<long> sizes, int dims, GeneratorHandle generator, in TensorOptions options,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_randperm")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Randperm(
        long n, GeneratorHandle generator, in TensorOptions options, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_normal_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus NormalInPlace(
        TensorHandle tensor, double mean, double std, GeneratorHandle generator);

    [LibraryImport(Library, EntryPoint = "pt_uniform_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus UniformInPlace(
        TensorHandle tensor, double low, double high, GeneratorHandle generator);
}
