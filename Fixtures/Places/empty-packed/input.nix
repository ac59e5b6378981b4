final: prev: {}
