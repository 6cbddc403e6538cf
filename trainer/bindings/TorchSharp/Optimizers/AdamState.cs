using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW have in common: the tensors of one parameter and the native call for a group.</summary>
internal sealed class AdamState : IDisposable
{
    private readonly Parameter _parameter;

    public AdamState(Parameter parameter, bool amsgrad)
    {
        _parameter = parameter;
        Average = zeros_like(parameter).DetachFromDisposeScope();
        Square = zeros_like(parameter).DetachFromDisposeScope();
        MaxSquare = amsgrad ? zeros_like(parameter).DetachFromDisposeScope() : null;
    }

    public long Step { get; set; }

    public Tensor Average { get; set; }

    public Tensor Square { get; set; }

    public Tensor? MaxSquare { get; set; }

    public static void Update(IReadOnlyList<Parameter> parameters, AdamState[] states, in AdamOptions options)
    {
        long[] steps = Array.ConvertAll(states, state => state.Step);
        using var parameterList = new HandleList(parameters, stackalloc nint[HandleList.StackCapacity]);
        using var averages = new HandleList(
            Array.ConvertAll(states, state => state.Average), stackalloc nint[HandleList.StackCapacity]);
        using var squares = new HandleList(
            Array.ConvertAll(states, state => state.Square), stackalloc nint[HandleList.StackCapacity]);
        using var maxSquares = new HandleList(
            Array.ConvertAll(states, state => state.MaxSquare), stackalloc nint[HandleList.StackCapacity]);
        NativeMethods.AdamStep(
            parameterList.Values, averages.Values, squares.Values, maxSquares.Values, steps, steps.Length, in options);
        for (int i = 0; i < steps.Length; i++)
        {
            states[i].Step = steps[i];
        }
    }

    public void Move(Device device)
    {
        Average = TensorFile.Move(Average, device)!;
        Square = TensorFile.Move(Square, device)!;
        MaxSquare = TensorFile.Move(MaxSquare, device);
    }

    public void Read(BinaryReader reader)
    {
        Dispose();
        Step = reader.ReadInt64();
        Average = Expected(TensorFile.Read(reader, _parameter.device));
        Square = Expected(TensorFile.Read(reader, _parameter.device));
        MaxSquare = TensorFile.Read(reader, _parameter.device);
    }

    public void Take(AdamState source)
    {
        Step = source.Step;
        Average = TensorFile.Replace(Average, source.Average)!;
        Square = TensorFile.Replace(Square, source.Square)!;
        MaxSquare = TensorFile.Replace(MaxSquare, source.MaxSquare);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Step);
        TensorFile.Write(writer, Average);
        TensorFile.Write(writer, Square);
        TensorFile.Write(writer, MaxSquare);
    }

    public void Dispose()
    {
        Average.Dispose();
        Square.Dispose();
        MaxSquare?.Dispose();
    }

    private static Tensor Expected(Tensor? tensor) =>
        tensor ?? throw new InvalidDataException("The optimiser's state lacks a moment of a parameter.");
}
