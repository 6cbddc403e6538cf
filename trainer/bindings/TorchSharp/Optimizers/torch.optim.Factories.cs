using TorchSharp.Modules;

namespace TorchSharp;

/// <content>The optimisers' factories.</content>
public static partial class torch
{
    /// <content>The optimisers' factories.</content>
    public static partial class optim
    {
        /// <summary>Stochastic gradient descent.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="learningRate">The learning rate.</param>
        /// <param name="momentum">The share of the last step that goes on.</param>
        /// <param name="dampening">What the gradient loses when it joins the momentum.</param>
        /// <param name="weight_decay">The factor of the weights that is added to the gradient.</param>
        /// <param name="nesterov">Whether the step looks one momentum ahead.</param>
        /// <param name="maximize">Whether the loss is to grow.</param>
        /// <returns>The optimiser.</returns>
        public static SGD SGD(
            IEnumerable<Parameter> parameters,
            double learningRate,
            double momentum = 0,
            double dampening = 0,
            double weight_decay = 0,
            bool nesterov = false,
            bool maximize = false) => new(
                [new SGD.ParamGroup { Parameters = parameters }],
                learningRate,
                momentum,
                dampening,
                weight_decay,
                nesterov,
                maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(
            IEnumerable<(string name, Parameter parameter)> parameters,
            double learningRate,
            double momentum = 0,
            double dampening = 0,
            double weight_decay = 0,
            bool nesterov = false,
            bool maximize = false) =>
            SGD(Unnamed(parameters), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public static SGD SGD(
            IEnumerable<SGD.ParamGroup> parameters,
            double learningRate,
            double momentum = 0.0,
            double dampening = 0,
            double weight_decay = 0,
            bool nesterov = false,
            bool maximize = false) =>
            new(Given(parameters), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>Adam.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">The decay rate of the mean.</param>
        /// <param name="beta2">
        /// The decay rate of the mean square; 0.99 as in the official package, PyTorch has 0.999.
        /// </param>
        /// <param name="eps">What is added to the root of the mean square.</param>
        /// <param name="weight_decay">The factor of the weights that is added to the gradient.</param>
        /// <param name="amsgrad">Whether the greatest mean square so far is used.</param>
        /// <param name="maximize">Whether the loss is to grow.</param>
        /// <returns>The optimiser.</returns>
        public static Adam Adam(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) => new(
                [new Adam.ParamGroup { Parameters = parameters }],
                lr,
                beta1,
                beta2,
                eps,
                weight_decay,
                amsgrad,
                maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(
            IEnumerable<(string name, Parameter parameter)> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) =>
            Adam(Unnamed(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static Adam Adam(
            IEnumerable<Adam.ParamGroup> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) =>
            new(Given(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam with the weight decay apart from the gradient.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">The decay rate of the mean.</param>
        /// <param name="beta2">
        /// The decay rate of the mean square; 0.99 as in the official package, PyTorch has 0.999.
        /// </param>
        /// <param name="eps">What is added to the root of the mean square.</param>
        /// <param name="weight_decay">
        /// The share of the weights that each step takes away, times the learning rate.
        /// </param>
        /// <param name="amsgrad">Whether the greatest mean square so far is used.</param>
        /// <param name="maximize">Whether the loss is to grow.</param>
        /// <returns>The optimiser.</returns>
        public static AdamW AdamW(
            IEnumerable<Parameter> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) => new(
                [new AdamW.ParamGroup { Parameters = parameters }],
                lr,
                beta1,
                beta2,
                eps,
                weight_decay,
                amsgrad,
                maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(
            IEnumerable<(string name, Parameter parameter)> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) =>
            AdamW(Unnamed(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static AdamW AdamW(
            IEnumerable<AdamW.ParamGroup> parameters,
            double lr = 1e-3,
            double beta1 = 0.9,
            double beta2 = 0.99,
            double eps = 1e-8,
            double weight_decay = 0,
            bool amsgrad = false,
            bool maximize = false) =>
            new(Given(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        private static IEnumerable<Parameter> Unnamed(IEnumerable<(string Name, Parameter Parameter)> parameters) =>
            Given(parameters).Select(named => named.Parameter);

        private static IEnumerable<T> Given<T>(IEnumerable<T>? parameters) =>
            parameters ?? throw new ArgumentNullException(nameof(parameters));
    }
}
