using System.Diagnostics.CodeAnalysis;

namespace DenseEdge.Onnx;

/// <content>Operators that work on each element.</content>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Sum of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand, of the same type.</param>
    /// <exception cref="ArgumentException">The types differ or the shapes don't broadcast; the message names
    /// both.</exception>
    public GraphValue Add(GraphValue left, GraphValue right) => Binary("Add", left, right);

    /// <summary>Difference of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <inheritdoc cref="Add"/>
    public GraphValue Sub(GraphValue left, GraphValue right) => Binary("Sub", left, right);

    /// <summary>Product of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <inheritdoc cref="Add"/>
    public GraphValue Mul(GraphValue left, GraphValue right) => Binary("Mul", left, right);

    /// <summary>Quotient of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <inheritdoc cref="Add"/>
    public GraphValue Div(GraphValue left, GraphValue right) => Binary("Div", left, right);

    /// <summary>The larger of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <inheritdoc cref="Add"/>
    public GraphValue Max(GraphValue left, GraphValue right) => Binary("Max", left, right);

    /// <summary>The smaller of each pair of elements; shapes broadcast as in NumPy.</summary>
    /// <inheritdoc cref="Add"/>
    public GraphValue Min(GraphValue left, GraphValue right) => Binary("Min", left, right);

    /// <summary>max(x, 0).</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Relu(GraphValue input) => Unary("Relu", input);

    /// <summary>min(max(x, low), high).</summary>
    /// <param name="input">Any shape, 32-bit floating point.</param>
    /// <param name="low">The smallest result.</param>
    /// <param name="high">The largest result; null for no limit.</param>
    public GraphValue Clip(GraphValue input, float low, float? high)
        => high is { } limit
            ? Emit("Clip", Float("Clip", input).ElementType, input.Dims.ToArray(), [input, Scalar(low), Scalar(limit)])
            : Emit("Clip", Float("Clip", input).ElementType, input.Dims.ToArray(), [input, Scalar(low)]);

    /// <summary>Square root of each element.</summary>
    /// <param name="input">Any shape, values of at least 0.</param>
    public GraphValue Sqrt(GraphValue input) => Unary("Sqrt", input);

    /// <summary>Natural logarithm of each element.</summary>
    /// <param name="input">Any shape, values above 0.</param>
    public GraphValue Log(GraphValue input) => Unary("Log", input);

    /// <summary>e to the power of each element.</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Exp(GraphValue input) => Unary("Exp", input);

    /// <summary>−x.</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Neg(GraphValue input) => Unary("Neg", input);

    /// <summary>|x|.</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Abs(GraphValue input) => Unary("Abs", input);

    /// <summary>1 / (1 + exp(−x)).</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Sigmoid(GraphValue input) => Unary("Sigmoid", input);

    /// <summary>ln(1 + exp(x)).</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue Softplus(GraphValue input) => Unary("Softplus", input);

    /// <summary>min(max(slope·x + offset, 0), 1); the defaults are those of MobileNetV3.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="slope">Slope of the middle part.</param>
    /// <param name="offset">Value at 0.</param>
    public GraphValue HardSigmoid(GraphValue input, float slope = 1f / 6, float offset = 0.5f)
        => Emit(
            "HardSigmoid",
            Float("HardSigmoid", input).ElementType,
            input.Dims.ToArray(),
            [input],
            Attribute("alpha", slope),
            Attribute("beta", offset));

    /// <summary>x·min(max(x/6 + 0.5, 0), 1).</summary>
    /// <param name="input">Any shape.</param>
    public GraphValue HardSwish(GraphValue input) => Unary("HardSwish", input);

    /// <summary>Converts each element to another type; floating point is cut towards zero.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="elementType">The new type.</param>
    /// <returns>The same shape; the input itself if it has this type already.</returns>
    public GraphValue Cast(GraphValue input, GraphElementType elementType)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.ElementType == elementType
            ? input
            : Emit("Cast", elementType, input.Dims.ToArray(), [input], Attribute("to", (long)elementType));
    }

    private GraphValue Binary(string operation, GraphValue left, GraphValue right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.ElementType != right.ElementType)
        {
            throw new ArgumentException($"{operation}: expected operands of one type, got {left} and {right}.");
        }

        return Emit(operation, left.ElementType, ShapeRules.Broadcast(operation, left, right), [left, right]);
    }

    private GraphValue Unary(string operation, [NotNull] GraphValue? input)
        => Emit(operation, Float(operation, input).ElementType, input.Dims.ToArray(), [input]);

    private static GraphValue Float(string operation, [NotNull] GraphValue? input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.ElementType == GraphElementType.Float32
            ? input
            : throw new ArgumentException($"{operation}: expected {GraphElementType.Float32}, got {input}.");
    }
}
