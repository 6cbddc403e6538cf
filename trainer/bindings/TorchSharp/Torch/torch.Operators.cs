using TorchSharp.Interop;

namespace TorchSharp;

/// <content>The tensor's operators as functions.</content>
public static partial class torch
{
    /// <inheritdoc cref="Tensor.abs()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor abs(Tensor input) => Of(input).abs();

    /// <inheritdoc cref="Tensor.exp()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor exp(Tensor input) => Of(input).exp();

    /// <inheritdoc cref="Tensor.log()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor log(Tensor input) => Of(input).log();

    /// <inheritdoc cref="Tensor.log1p()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor log1p(Tensor input) => Of(input).log1p();

    /// <inheritdoc cref="Tensor.sqrt()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sqrt(Tensor input) => Of(input).sqrt();

    /// <inheritdoc cref="Tensor.rsqrt()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor rsqrt(Tensor input) => Of(input).rsqrt();

    /// <inheritdoc cref="Tensor.square()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor square(Tensor input) => Of(input).square();

    /// <inheritdoc cref="Tensor.floor()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor floor(Tensor input) => Of(input).floor();

    /// <inheritdoc cref="Tensor.ceil()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor ceil(Tensor input) => Of(input).ceil();

    /// <inheritdoc cref="Tensor.round()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor round(Tensor input) => Of(input).round();

    /// <inheritdoc cref="Tensor.sigmoid()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sigmoid(Tensor input) => Of(input).sigmoid();

    /// <inheritdoc cref="Tensor.relu()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor relu(Tensor input) => Of(input).relu();

    /// <inheritdoc cref="Tensor.relu6()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor relu6(Tensor input) => Of(input).relu6();

    /// <inheritdoc cref="Tensor.tanh()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor tanh(Tensor input) => Of(input).tanh();

    /// <inheritdoc cref="Tensor.sin()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sin(Tensor input) => Of(input).sin();

    /// <inheritdoc cref="Tensor.cos()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor cos(Tensor input) => Of(input).cos();

    /// <inheritdoc cref="Tensor.sign()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sign(Tensor input) => Of(input).sign();

    /// <inheritdoc cref="Tensor.reciprocal()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor reciprocal(Tensor input) => Of(input).reciprocal();

    /// <inheritdoc cref="Tensor.isnan()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor isnan(Tensor input) => Of(input).isnan();

    /// <inheritdoc cref="Tensor.isfinite()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor isfinite(Tensor input) => Of(input).isfinite();

    /// <inheritdoc cref="Tensor.isinf()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor isinf(Tensor input) => Of(input).isinf();

    /// <inheritdoc cref="Tensor.logical_not()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor logical_not(Tensor input) => Of(input).logical_not();

    /// <inheritdoc cref="Tensor.nonzero()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor nonzero(Tensor input) => Of(input).nonzero();

    /// <inheritdoc cref="Tensor.max()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor max(Tensor input) => Of(input).max();

    /// <inheritdoc cref="Tensor.min()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor min(Tensor input) => Of(input).min();

    /// <inheritdoc cref="Tensor.neg()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor neg(Tensor input) => Of(input).neg();

    /// <inheritdoc cref="Tensor.any()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor any(Tensor input) => Of(input).any();

    /// <inheritdoc cref="Tensor.all()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor all(Tensor input) => Of(input).all();

    /// <inheritdoc cref="Tensor.add(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor add(Tensor left, Tensor right) => Of(left).add(right);

    /// <inheritdoc cref="Tensor.add(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor add(Tensor left, Scalar right) => Of(left).add(right);

    /// <inheritdoc cref="Tensor.sub(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor sub(Tensor left, Tensor right) => Of(left).sub(right);

    /// <inheritdoc cref="Tensor.sub(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor sub(Tensor left, Scalar right) => Of(left).sub(right);

    /// <inheritdoc cref="Tensor.mul(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor mul(Tensor left, Tensor right) => Of(left).mul(right);

    /// <inheritdoc cref="Tensor.mul(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor mul(Tensor left, Scalar right) => Of(left).mul(right);

    /// <inheritdoc cref="Tensor.eq(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor eq(Tensor left, Tensor right) => Of(left).eq(right);

    /// <inheritdoc cref="Tensor.eq(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor eq(Tensor left, Scalar right) => Of(left).eq(right);

    /// <inheritdoc cref="Tensor.ne(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor ne(Tensor left, Tensor right) => Of(left).ne(right);

    /// <inheritdoc cref="Tensor.ne(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor ne(Tensor left, Scalar right) => Of(left).ne(right);

    /// <inheritdoc cref="Tensor.lt(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor lt(Tensor left, Tensor right) => Of(left).lt(right);

    /// <inheritdoc cref="Tensor.lt(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor lt(Tensor left, Scalar right) => Of(left).lt(right);

    /// <inheritdoc cref="Tensor.gt(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor gt(Tensor left, Tensor right) => Of(left).gt(right);

    /// <inheritdoc cref="Tensor.gt(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor gt(Tensor left, Scalar right) => Of(left).gt(right);

    /// <inheritdoc cref="Tensor.le(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor le(Tensor left, Tensor right) => Of(left).le(right);

    /// <inheritdoc cref="Tensor.le(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor le(Tensor left, Scalar right) => Of(left).le(right);

    /// <inheritdoc cref="Tensor.ge(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor ge(Tensor left, Tensor right) => Of(left).ge(right);

    /// <inheritdoc cref="Tensor.ge(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The number.</param>
    public static Tensor ge(Tensor left, Scalar right) => Of(left).ge(right);

    /// <inheritdoc cref="Tensor.div(Tensor, RoundingMode)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Of(left).div(right, rounding_mode);

    /// <inheritdoc cref="Tensor.pow(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    public static Tensor pow(Tensor left, Tensor exponent) => Of(left).pow(exponent);

    /// <inheritdoc cref="Tensor.pow(Scalar)"/>
    /// <param name="left">The left tensor.</param>
    public static Tensor pow(Tensor left, Scalar exponent) => Of(left).pow(exponent);

    /// <inheritdoc cref="Tensor.logical_and(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor logical_and(Tensor left, Tensor right) => Of(left).logical_and(right);

    /// <inheritdoc cref="Tensor.logical_or(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor logical_or(Tensor left, Tensor right) => Of(left).logical_or(right);

    /// <inheritdoc cref="Tensor.logical_xor(Tensor)"/>
    /// <param name="left">The left tensor.</param>
    /// <param name="right">The right tensor, broadcast.</param>
    public static Tensor logical_xor(Tensor left, Tensor right) => Of(left).logical_xor(right);

    /// <inheritdoc cref="Tensor.maximum(Tensor)"/>
    /// <param name="input">The left tensor.</param>
    public static Tensor maximum(Tensor input, Tensor other) => Of(input).maximum(other);

    /// <inheritdoc cref="Tensor.minimum(Tensor)"/>
    /// <param name="input">The left tensor.</param>
    public static Tensor minimum(Tensor input, Tensor other) => Of(input).minimum(other);

    /// <inheritdoc cref="Tensor.matmul(Tensor)"/>
    /// <param name="input">The left tensor.</param>
    public static Tensor matmul(Tensor input, Tensor target) => Of(input).matmul(target);

    /// <inheritdoc cref="Tensor.mm(Tensor)"/>
    /// <param name="input">The left tensor.</param>
    public static Tensor mm(Tensor input, Tensor target) => Of(input).mm(target);

    /// <inheritdoc cref="Tensor.bmm(Tensor)"/>
    /// <param name="input">The left tensor.</param>
    public static Tensor bmm(Tensor input, Tensor batch2) => Of(input).bmm(batch2);

    /// <inheritdoc cref="Tensor.clamp(Scalar, Scalar)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => Of(input).clamp(min, max);

    /// <inheritdoc cref="Tensor.clamp_min(Scalar)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor clamp_min(Tensor input, Scalar min) => Of(input).clamp_min(min);

    /// <inheritdoc cref="Tensor.clamp_max(Scalar)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor clamp_max(Tensor input, Scalar max) => Of(input).clamp_max(max);

    /// <inheritdoc cref="Tensor.lerp(Tensor, Scalar)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor lerp(Tensor input, Tensor end, Scalar weight) => Of(input).lerp(end, weight);

    /// <inheritdoc cref="Tensor.softmax(long, ScalarType?)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Of(input).softmax(dim, dtype);

    /// <inheritdoc cref="Tensor.masked_fill(Tensor, Scalar)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor masked_fill(Tensor input, Tensor mask, Scalar value) => Of(input).masked_fill(mask, value);

    /// <inheritdoc cref="Tensor.masked_select(Tensor)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor masked_select(Tensor input, Tensor mask) => Of(input).masked_select(mask);

    /// <inheritdoc cref="Tensor.sum(ScalarType?)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sum(Tensor input, ScalarType? type = null) => Of(input).sum(type);

    /// <inheritdoc cref="Tensor.sum(long[], bool, ScalarType?)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sum(Tensor input, long[] dim, bool keepdim = false, ScalarType? type = null) =>
        Of(input).sum(dim, keepdim, type);

    /// <inheritdoc cref="Tensor.sum(long, bool, ScalarType?)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        Of(input).sum(dim, keepdim, type);

    /// <inheritdoc cref="Tensor.mean()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor mean(Tensor input) => Of(input).mean();

    /// <inheritdoc cref="Tensor.mean(long[], bool, ScalarType?)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        Of(input).mean(dimensions, keepdim, type);

    /// <inheritdoc cref="Tensor.max(long, bool)"/>
    /// <param name="input">The tensor.</param>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) =>
        Of(input).max(dim, keepdim);

    /// <inheritdoc cref="Tensor.min(long, bool)"/>
    /// <param name="input">The tensor.</param>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) =>
        Of(input).min(dim, keepdim);

    /// <inheritdoc cref="Tensor.argmax()"/>
    /// <param name="input">The tensor.</param>
    public static Tensor argmax(Tensor input) => Of(input).argmax();

    /// <inheritdoc cref="Tensor.argmax(long, bool)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => Of(input).argmax(dim, keepdim);

    /// <inheritdoc cref="Tensor.argmin(long, bool)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => Of(input).argmin(dim, keepdim);

    /// <inheritdoc cref="Tensor.topk(int, int, bool, bool)"/>
    /// <param name="input">The tensor.</param>
    public static (Tensor values, Tensor indexes) topk(
        Tensor input, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        Of(input).topk(k, dim, largest, sorted);

    /// <inheritdoc cref="Tensor.cumsum(long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor cumsum(Tensor input, long dim) => Of(input).cumsum(dim);

    /// <inheritdoc cref="Tensor.reshape(long[])"/>
    /// <param name="input">The tensor.</param>
    public static Tensor reshape(Tensor input, params long[] shape) => Of(input).reshape(shape);

    /// <inheritdoc cref="Tensor.permute(long[])"/>
    /// <param name="input">The tensor.</param>
    public static Tensor permute(Tensor input, params long[] permutation) => Of(input).permute(permutation);

    /// <inheritdoc cref="Tensor.transpose(long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => Of(input).transpose(dim0, dim1);

    /// <inheritdoc cref="Tensor.unsqueeze(long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor unsqueeze(Tensor input, long dim) => Of(input).unsqueeze(dim);

    /// <inheritdoc cref="Tensor.flatten(long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) =>
        Of(input).flatten(start_dim, end_dim);

    /// <inheritdoc cref="Tensor.flip(long[])"/>
    /// <param name="input">The tensor.</param>
    public static Tensor flip(Tensor input, params long[] dims) => Of(input).flip(dims);

    /// <inheritdoc cref="Tensor.narrow(long, long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor narrow(Tensor input, long dim, long start, long length) =>
        Of(input).narrow(dim, start, length);

    /// <inheritdoc cref="Tensor.select(long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor select(Tensor input, long dim, long index) => Of(input).select(dim, index);

    /// <inheritdoc cref="Tensor.index_select(long, Tensor)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => Of(input).index_select(dim, index);

    /// <inheritdoc cref="Tensor.gather(long, Tensor)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor gather(Tensor input, long dim, Tensor index) => Of(input).gather(dim, index);

    /// <inheritdoc cref="Tensor.split(long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor[] split(Tensor input, long size, long dim = 0) => Of(input).split(size, dim);

    /// <inheritdoc cref="Tensor.split(long[], long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor[] split(Tensor input, long[] sizes, long dim = 0) => Of(input).split(sizes, dim);

    /// <inheritdoc cref="Tensor.chunk(long, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => Of(input).chunk(chunks, dim);

    /// <inheritdoc cref="Tensor.bincount(Tensor, long)"/>
    /// <param name="input">The tensor.</param>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) =>
        Of(input).bincount(weights, minlength);

    /// <inheritdoc cref="Tensor.allclose(Tensor, double, double, bool)"/>
    /// <param name="input">The tensor.</param>
    public static bool allclose(
        Tensor input, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        Of(input).allclose(target, rtol, atol, equal_nan);

    /// <summary>One tensor where the condition holds, another elsewhere.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="x">What stands where the condition holds, broadcast.</param>
    /// <param name="y">What stands elsewhere, broadcast.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Of(x).where(condition, y);

    /// <summary>Tensors joined along a dimension that they have.</summary>
    /// <param name="tensors">The parts.</param>
    /// <param name="dim">The dimension.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        IReadOnlyList<Tensor> parts = Arguments.ListOf(tensors);
        using var list = new HandleList(parts, stackalloc nint[HandleList.StackCapacity]);
        NativeMethods.Cat(list.Values, parts.Count, dim, out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>Tensors joined along a new dimension.</summary>
    /// <param name="tensors">The parts, of one shape.</param>
    /// <param name="dim">Where the new dimension comes.</param>
    /// <returns>A new tensor.</returns>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        IReadOnlyList<Tensor> parts = Arguments.ListOf(tensors);
        using var list = new HandleList(parts, stackalloc nint[HandleList.StackCapacity]);
        NativeMethods.Stack(list.Values, parts.Count, dim, out TensorHandle result);
        return new Tensor(result);
    }

    /// <summary>Whether two tensors have one shape and the same elements.</summary>
    /// <param name="tensor1">The one.</param>
    /// <param name="tensor2">The other.</param>
    /// <returns>True if nothing differs.</returns>
    internal static bool AreEqual(Tensor tensor1, Tensor tensor2)
    {
        NativeMethods.Equal(Arguments.HandleOf(tensor1), Arguments.HandleOf(tensor2), out int result);
        return result != 0;
    }

    private static Tensor Of(Tensor tensor) => tensor ?? throw new ArgumentNullException(nameof(tensor));
}
